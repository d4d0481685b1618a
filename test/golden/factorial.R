# Reference values of crossed.factorial: Rscript test/golden/factorial.R > out.json. R 4.2.2, sandwich 3.0-2, jsonlite.
# Shares no code with the package.
suppressMessages({library(sandwich); library(jsonlite)})
num <- function(x) if (is.null(x) || is.na(x)) NULL else x
guarded <- function(d, L) {           # one contrast by sandwich on lm(y ~ 0 + arm)
  m <- lm(y ~ 0 + armf, d)
  est <- sum(L * coef(m))
  v <- function(cl) { if (length(unique(cl)) < 2) return(NA); as.numeric(t(L) %*% vcovCL(m, cluster = cl, type = "HC0", cadjust = TRUE) %*% L) }
  vq <- v(d$q)
  if (is.null(d$r)) { V <- vq; df <- length(unique(d$q)) - 1 }
  else {
    vr <- v(d$r); vc <- v(interaction(d$q, d$r, drop = TRUE))
    V <- if (is.na(vr)) vq else if (is.na(vq)) vr else max(vq + vr - vc, vq, vr)
    G <- c(length(unique(d$q)), length(unique(d$r))); df <- min(G[G > 1]) - 1
  }
  list(est = est, V = V, df = df)
}
contrast <- function(d, L, level) {
  g <- guarded(d, L); se <- sqrt(g$V); t <- qt(0.5 + level / 2, g$df)
  list(estimate = g$est, se = se, df = g$df, ci = list(lower = g$est - t * se, upper = g$est + t * se),
       p = 2 * pt(-abs(g$est / se), g$df))
}
ratio <- function(d, S, F, level) {    # ends of the interval by solving |S - rF| = t se(S - rF) outwards
  f <- contrast(d, F, level)
  if (f$ci$lower <= 0 && f$ci$upper >= 0) return(list(estimate = NA, ci = NA, noRatio = "denominator-not-away-from-zero"))
  r0 <- sum(S * coef(lm(y ~ 0 + armf, d))) / f$estimate
  h <- function(r) { g <- guarded(d, S - r * F); g$est^2 - qt(0.5 + level / 2, g$df)^2 * g$V }
  end <- function(sign) { step <- 0.01; while (h(r0 + sign * step) < 0) step <- step * 2; uniroot(h, sort(c(r0, r0 + sign * step)), tol = 1e-14)$root }
  list(estimate = r0, ci = list(lower = end(-1), upper = end(1)), noRatio = NA)
}
make <- function(seed, fam, stages, nq, nr, per, noise, steep, gain, missing = 0, identified = TRUE) {
  set.seed(seed)
  arms <- do.call(rbind, lapply(fam, function(f) expand.grid(size = f$sizes, stage = seq_along(stages))))
  arms$family <- unlist(lapply(seq_along(fam), function(i) rep(names(fam)[i], length(fam[[i]]$sizes) * length(stages))))
  prefs <- c(0, 6000, 20000)
  arms$preferences <- prefs[arms$stage] * ifelse(arms$family == names(fam)[1], 1, 1.25)
  arms$id <- paste0("a", seq_len(nrow(arms)))
  d <- do.call(rbind, lapply(seq_len(nq), function(q) do.call(rbind, lapply((q + seq_len(per)) %% nr + 1, function(r) data.frame(q = q, r = r, arm = arms$id)))))
  i <- match(d$arm, arms$id)
  eq <- rnorm(nq, 0, .6); er <- rnorm(nr, 0, .4); qa <- matrix(rnorm(nq * nrow(arms), 0, .3), nq)
  d$y <- round(2.2 + steep * log2(arms$size[i]) + gain * (arms$stage[i] - 1) + eq[d$q] + er[d$r] + qa[cbind(d$q, i)] + rnorm(nrow(d), 0, noise))
  d$y <- pmin(4, pmax(1, d$y))
  if (missing > 0) d <- d[runif(nrow(d)) > missing, ]
  list(arms = arms, d = d, stages = stages, identified = identified)
}
case <- function(name, m, level = 0.95) {
  arms <- m$arms; d <- m$d; d$armf <- factor(d$arm, levels = arms$id); if (!m$identified) d$r <- NULL
  ns <- length(m$stages)
  fams <- unique(arms$family)
  # weights from R's own least squares, one family and stage at a time
  slope <- function(family) { s <- sort(unique(arms$size[arms$family == family])); X <- cbind(1, log2(s)); w <- (solve(t(X) %*% X) %*% t(X))[2, ]; list(s = s, w = w, step = mean(diff(log2(s)))) }
  wt <- function(f) { out <- rep(0, nrow(arms)); for (fa in fams) { sl <- slope(fa); k <- which(arms$family == fa); out[k] <- f(sl, k, fa) / length(fams) }; out }
  at <- function(sl, k) sl$w[match(arms$size[k], sl$s)]
  step <- wt(function(sl, k, fa) at(sl, k) * sl$step / ns)
  dbl <- wt(function(sl, k, fa) at(sl, k) / ns)
  exp <- list(n = nrow(d), nQuestions = length(unique(d$q)), means = lapply(seq_len(nrow(arms)), function(k) contrast(d, as.numeric(seq_len(nrow(arms)) == k), level)),
    sizeStep = contrast(d, step, level), sizeDoubling = contrast(d, dbl, level), stages = lapply(2:ns, function(g) {
      sign <- (arms$stage == g) - (arms$stage == 1)
      eff <- wt(function(sl, k, fa) sign[k] / length(sl$s))
      int <- wt(function(sl, k, fa) sign[k] * at(sl, k) * sl$step)
      dn <- sapply(seq_len(nrow(arms)), function(k) { same <- arms$family == arms$family[k] & arms$size == arms$size[k]; arms$preferences[same & arms$stage == g] - arms$preferences[same & arms$stage == 1] })
      base <- list(stage = m$stages[g], effect = contrast(d, eff, level), interaction = contrast(d, int, level))
      if (all(dn > 0)) { per <- eff * 1000 / dn; base$perThousandPreferences <- contrast(d, per, level); base$thousandsPerStep <- ratio(d, step, per, level) }
      base
    }))
  if (m$identified) exp$nReviewers <- length(unique(d$r))
  marks <- lapply(seq_len(nrow(d)), function(i) { row <- list(q = paste0("q", d$q[i]), s = d$arm[i], y = d$y[i]); if (m$identified) row$r <- paste0("r", d$r[i]); row })
  input <- list(marks = marks, stages = m$stages, level = level, arms = lapply(seq_len(nrow(arms)), function(k) list(id = arms$id[k], family = arms$family[k], size = arms$size[k], stage = m$stages[arms$stage[k]], preferences = arms$preferences[k])))
  list(name = name, input = input, expected = exp, tolerance = 1e-7)
}
two <- list(qwen = list(sizes = c(8, 32)))
cases <- list(
  case("two sizes, two stages, four reviewers", make(1, two, c("none", "dpo"), 14, 5, 2, .3, .2, .8)),
  case("two families, three stages, unequal steps, marks missing", make(2, list(qwen = list(sizes = c(4, 8, 32)), llama = list(sizes = c(8, 70))), c("none", "sft", "dpo"), 12, 6, 2, .3, .1, .55, .1)),
  case("feedback does nothing: no ratio", make(3, two, c("none", "dpo"), 12, 4, 2, .5, .2, 0)),
  case("reviewers not identified, level 0.9", make(4, two, c("none", "dpo"), 14, 3, 1, .4, .1, .6, 0, FALSE), .9),
  case("one reviewer", make(5, two, c("none", "dpo"), 14, 1, 1, .4, .2, .5)))
out <- list(method = "crossed.factorial", source = "R 4.2.2, sandwich 3.0-2 vcovCL and uniroot", cases = cases)
writeLines(toJSON(out, auto_unbox = TRUE, digits = NA, null = "null", na = "null"))
