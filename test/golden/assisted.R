# Reference values of assisted.risk_difference, assisted.two_by_two and one case of crossed.glmm:
#   Rscript test/golden/assisted.R clusters|tables|mixed > out.json
#   Rscript test/golden/assisted.R published test/data/assisted-counts-synthetic.csv > test/golden/assisted-published.json
# R 4.2.2, sandwich 3.0-2, lme4 1.1-31, jsonlite. Shares no code with the package.
suppressMessages({library(sandwich); library(lme4); library(jsonlite)})
level <- 0.95
trial <- function(seed, people, cases, per, arms, within = FALSE, missing = 0, psd = 0.7, csd = 0.9, isd = 0.4) {
  set.seed(seed)
  effect <- c(0, -0.4, 0.5, 0.2)[seq_len(arms)]
  ce <- rnorm(cases, 0, csd); ia <- matrix(rnorm(cases * arms, 0, isd), cases)
  d <- do.call(rbind, lapply(seq_len(people), function(i) {
    cs <- sample(cases, per)
    a <- if (within) sample(rep_len(seq_len(arms), per)) else rep((i - 1) %% arms + 1, per)
    data.frame(participant = i, case = cs, arm = a, u = rnorm(1, 0, psd))
  }))
  d$y <- rbinom(nrow(d), 1, plogis(-0.4 + effect[d$arm] + ce[d$case] + ia[cbind(d$case, d$arm)] + d$u))
  if (missing > 0) d <- d[runif(nrow(d)) > missing, ]
  d[, c("participant", "case", "arm", "y")]
}
# One coefficient by three calls of vcovCL; the rule is written out here again, from its sentence in the documentation.
effect <- function(m, d) {
  g <- c(participant = length(unique(d$participant)), case = length(unique(d$case)))
  # Degrees of freedom: the scarcest of the kinds that vary, counted in each arm by itself.
  inArms <- function(of) min(tapply(d[[of]], d$a, function(x) length(unique(x))))
  df <- min(sapply(names(g)[g > 1], inArms)) - 1
  v <- function(f) vcovCL(m, cluster = f, type = "HC0", cadjust = TRUE)[2, 2]
  vp <- if (g["participant"] > 1) v(~ participant) else NA
  vc <- if (g["case"] > 1) v(~ case) else NA
  if (!is.na(vp) && !is.na(vc)) {
    two <- vcovCL(m, cluster = ~ participant + case, type = "HC0", cadjust = TRUE)[2, 2]
    least <- if (g["case"] <= g["participant"]) vc else vp
    V <- max(two, least); rule <- if (two < least * (1 - 1e-12)) "scarcer" else "two-way"
  } else { V <- if (is.na(vc)) vp else vc; rule <- "one-way" }
  b <- unname(coef(m)[2]); se <- sqrt(V); h <- qt(0.5 + level / 2, df) * se
  list(estimate = b, se = se, seParticipant = if (is.na(vp)) NULL else sqrt(vp), seCase = if (is.na(vc)) NULL else sqrt(vc),
       rule = rule, df = unname(df), ci = list(lower = b - h, upper = b + h), p = unname(2 * pt(-abs(b / se), df)))
}
rows <- function(d) lapply(seq_len(nrow(d)), function(i) as.list(d[i, ]))
clustered <- function(name, d, arm = 2) {
  d <- d[d$arm %in% c(1, arm), ]; d$a <- as.numeric(d$arm == arm)
  lpm <- lm(y ~ a, d)
  glm1 <- glm(y ~ a, binomial, d, control = glm.control(epsilon = 1e-15, maxit = 100))
  give <- d; give$arm <- d$a
  list(name = name, input = list(rows = rows(give[, c("participant", "case", "arm", "y")])),
       expected = list(n = c(sum(d$a == 0), sum(d$a == 1)), nParticipants = length(unique(d$participant)), nCases = length(unique(d$case)),
                       riskDifference = effect(lpm, d), logOddsRatio = effect(glm1, d)), tolerance = 1e-8)
}
clusters <- list(method = "assisted.risk_difference", source = "R 4.2.2, sandwich 3.0-2: vcovCL of lm and glm", cases = list(
  clustered("between, two of ten cases each", trial(1, 80, 10, 2, 4, psd = 2)),
  clustered("between, another arm, a tenth missing", trial(2, 90, 10, 2, 4, missing = 0.1, psd = 2), 3),
  clustered("within persons, every case its own arm", trial(3, 24, 8, 4, 4, within = TRUE), 2),
  clustered("few clinicians, many cases", trial(4, 6, 30, 20, 2, psd = 0.2)),
  clustered("the sum falls below the scarcer kind", trial(7, 30, 5, 2, 2, psd = 0, csd = 1.5, isd = 0)),
  clustered("one case", trial(6, 40, 1, 1, 2)),
  clustered("one decision each", trial(9, 60, 6, 1, 2))))
# Fisher's conditional odds ratio with uniroot to the last digits; fisher.test itself stops at four.
conditional <- function(a, b, c, d) {
  m <- a + b; n <- c + d; k <- a + c; lo <- max(0, k - n); hi <- min(k, m); s <- lo:hi; lc <- dhyper(s, m, n, k, log = TRUE)
  pr <- function(lo) { l <- lc + lo * s; l <- exp(l - max(l)); l / sum(l) }
  root <- function(f) exp(uniroot(f, c(-30, 30), tol = 1e-14)$root)
  p <- pr(0); pv <- fisher.test(matrix(c(a, c, b, d), 2))$p.value
  list(p = pv, oddsRatio = if (a == lo) 0 else if (a == hi) NA else root(function(x) sum(s * pr(x)) - a),
       ci = list(lower = if (a == lo) 0 else root(function(x) sum(pr(x)[s >= a]) - 0.025), upper = if (a == hi) NA else root(function(x) sum(pr(x)[s <= a]) - 0.025)))
}
table2 <- function(name, a, b, c, d) {
  w <- function(x, n) as.list(setNames(as.numeric(suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int), c("lower", "upper")))
  arm <- w(a, a + b); ctl <- w(c, c + d); pa <- a / (a + b); pc <- c / (c + d); rd <- pa - pc
  x <- suppressWarnings(prop.test(c(a, c), c(a + b, c + d), correct = FALSE)); z <- qnorm(0.975)
  empty <- any(c(a, b, c, d) == 0)
  list(name = name, input = list(armRight = a, armWrong = b, controlRight = c, controlWrong = d), expected = list(
    n = c(c + d, a + b), arm = list(risk = pa, ci = arm), control = list(risk = pc, ci = ctl), riskDifference = rd,
    newcombe = list(lower = rd - sqrt((pa - arm$lower)^2 + (ctl$upper - pc)^2), upper = rd + sqrt((arm$upper - pa)^2 + (pc - ctl$lower)^2)),
    wald = list(lower = x$conf.int[1], upper = x$conf.int[2]),
    oddsRatio = if (empty) NA else a * d / (b * c),
    oddsRatioCi = if (empty) NA else list(lower = exp(log(a * d / (b * c)) - z * sqrt(1/a + 1/b + 1/c + 1/d)), upper = exp(log(a * d / (b * c)) + z * sqrt(1/a + 1/b + 1/c + 1/d))),
    chiSquare = unname(x$statistic), chiSquareP = x$p.value, fisher = conditional(a, b, c, d)), tolerance = 1e-8)
}
tables <- list(method = "assisted.two_by_two", source = "R 4.2.2: prop.test, fisher.test, uniroot on the noncentral hypergeometric", cases = list(
  table2("SYNTHETIC, 600 responses an arm", 204, 396, 264, 336), table2("SYNTHETIC, another arm", 192, 408, 264, 336),
  table2("SYNTHETIC, no difference", 264, 336, 264, 336), table2("small", 3, 7, 8, 2), table2("an empty cell", 0, 12, 4, 9), table2("all right in the arm", 9, 0, 4, 5)))
mixed <- function() {
  d <- trial(11, 120, 10, 2, 3); d$arm <- factor(d$arm)
  m <- glmer(y ~ arm + (1 | participant) + (1 | case), d, binomial, nAGQ = 1, control = glmerControl(tolPwrss = 1e-12))
  s <- summary(m)$coefficients; n <- c("(Intercept)", "a2", "a3")
  list(name = "participants and cases of an assisted-use trial", input = list(systems = c("a1", "a2", "a3"),
    ratings = lapply(seq_len(nrow(d)), function(i) list(q = paste0("p", d$participant[i]), r = paste0("c", d$case[i]), s = paste0("a", d$arm[i]), y = d$y[i]))),
    expected = list(coefficients = as.list(setNames(s[, 1], n)), se = as.list(setNames(s[, 2], n)),
                    varQuestion = VarCorr(m)$participant[1], varReviewer = VarCorr(m)$case[1], logLik = as.numeric(logLik(m))), tolerance = 2e-4)
}
# A published table of counts: every arm against control, and Holm over the arms. The counts are SYNTHETIC.
published <- function(file) {
  t <- read.csv(file, stringsAsFactors = FALSE)
  lapply(split(t, factor(t$outcome, unique(t$outcome))), function(o) {
    c0 <- o[o$arm == "control", ]; a <- o[o$arm != "control", ]
    p <- sapply(seq_len(nrow(a)), function(i) prop.test(c(a$right[i], c0$right), c(a$n[i], c0$n), correct = FALSE)$p.value)
    h <- p.adjust(p, "holm")
    lapply(seq_len(nrow(a)), function(i) {
      e <- table2("", a$right[i], a$n[i] - a$right[i], c0$right, c0$n - c0$right)$expected
      c(list(name = a$arm[i]), e, list(holmP = h[i]))
    })
  })
}
out <- switch(commandArgs(TRUE)[1], clusters = clusters, tables = tables, mixed = list(method = "crossed.glmm", cases = list(mixed())),
              published = published(commandArgs(TRUE)[2]))
writeLines(toJSON(out, auto_unbox = TRUE, digits = NA, null = "null", na = "null"))
