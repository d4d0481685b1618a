# Reference values of shift.arm_correlation and shift.measurement_error:
#   Rscript test/golden/arm_correlation.R correlation|error > out.json
# R 4.2.2, jsonlite. Shares no code with the package.
suppressMessages(library(jsonlite))
orders <- function(v) if (length(v) < 2) matrix(v, 1) else do.call(rbind, lapply(seq_along(v), function(i) cbind(v[i], orders(v[-i]))))
# With ties cor.test gives no exact p: all orders of the places are written out instead.
exact <- function(x, y) {
  rx <- rank(x); ry <- rank(y); all <- orders(seq_along(y)); r <- cor(rx, ry)
  mean(apply(all, 1, function(o) abs(cor(rx, ry[o])) >= abs(r) - 1e-9))
}
pair <- function(name, x, y) {
  n <- length(x); pe <- suppressWarnings(cor.test(x, y)); ties <- any(duplicated(x)) || any(duplicated(y))
  sp <- suppressWarnings(cor.test(x, y, method = "spearman", exact = n <= 9 && !ties))
  ci <- if (is.null(pe$conf.int)) NULL else as.list(setNames(as.numeric(pe$conf.int), c("lower", "upper")))
  list(name = name, input = list(x = x, y = y), expected = list(n = n, pearson = unname(pe$estimate), ci = ci,
    spearman = unname(sp$estimate), p = if (n <= 9 && ties) exact(x, y) else sp$p.value, exact = n <= 9), tolerance = 1e-9)
}
correlation <- list(method = "shift.arm_correlation", source = "R 4.2.2: cor.test; for ties all orders", cases = list(
  pair("five arms", c(0.91, 0.84, 0.88, 0.79, 0.95), c(-0.02, 0.01, 0.04, -0.05, 0.03)),
  pair("five arms in full order", c(1, 2, 4, 7, 9), c(0.1, 0.3, 0.32, 0.5, 0.9)),
  pair("seven arms, against each other", c(3.1, 2.2, 5.9, 4.4, 1.7, 6.3, 5.1), c(0.4, 0.9, -0.3, 0.2, 0.7, -0.1, 0.5)),
  pair("nine arms", c(12, 15, 11, 19, 22, 17, 25, 14, 20), c(3.3, 2.9, 4.1, 3.8, 5.2, 2.7, 4.9, 3.6, 3.1)),
  pair("six arms with ties on both sides", c(0.8, 0.8, 0.9, 0.7, 0.9, 0.9), c(0.1, 0.2, 0.2, -0.1, 0.3, 0.1)),
  pair("eight arms, one tie", c(1, 2, 2, 4, 5, 6, 7, 8), c(2, 1, 4, 3, 8, 5, 6, 7)),
  pair("ten arms", c(0.62, 0.71, 0.55, 0.80, 0.77, 0.69, 0.91, 0.84, 0.58, 0.73), c(0.02, 0.05, -0.04, 0.03, 0.08, -0.01, 0.06, 0.10, 0.01, 0.00)),
  pair("fourteen arms with ties", c(5, 5, 6, 7, 8, 8, 8, 9, 10, 11, 12, 13, 13, 14), c(1, 3, 2, 2, 5, 4, 6, 3, 7, 6, 8, 5, 9, 9))))
error <- function(name, x, sx, y, sy, seed, reps = 400000) {
  set.seed(seed); n <- length(x); rel <- function(v, s) max(0, 1 - mean(s^2) / var(v))
  X <- matrix(rnorm(reps * n, x, sx), n); Y <- matrix(rnorm(reps * n, y, sy), n)
  rows <- function(A, B) { A <- sweep(A, 2, colMeans(A)); B <- sweep(B, 2, colMeans(B)); colSums(A * B) / sqrt(colSums(A^2) * colSums(B^2)) }
  r <- rows(X, Y); rho <- rows(apply(X, 2, rank), apply(Y, 2, rank))
  q <- function(v) as.list(setNames(unname(quantile(v, c(0.025, 0.975))), c("lower", "upper")))
  rx <- rel(x, sx); ry <- rel(y, sy); k <- cor(x, y) / sqrt(rx * ry)
  # Four Monte Carlo standard errors of 10,000 replicates: of the mean, and of the 2.5% point by its density.
  d <- density(r); f <- approx(d$x, d$y, quantile(r, c(0.025, 0.975)))$y
  list(name = name, input = list(x = x, seX = sx, y = y, seY = sy), expected = list(reliabilityX = rx, reliabilityY = ry,
    corrected = if (is.finite(k) && abs(k) <= 1) k else NA, pearson = q(r), spearman = q(rho), pearsonMean = mean(r)),
    tolerance = list(default = 1e-9, pearsonMean = 4 * sd(r) / 100, pearson.lower = 4 * sqrt(0.025 * 0.975) / 100 / f[1], pearson.upper = 4 * sqrt(0.025 * 0.975) / 100 / f[2], spearman = 0.1000001))
}
errors <- list(method = "shift.measurement_error", source = "R 4.2.2: rnorm, cor, quantile over 400,000 replicates; tolerances about four Monte Carlo standard errors at B = 10,000, of rho one step of it", cases = list(
  error("six arms, well measured", c(0.62, 0.71, 0.55, 0.80, 0.77, 0.69), rep(0.02, 6), c(0.02, 0.05, -0.04, 0.03, 0.08, -0.01), rep(0.02, 6), 1),
  error("eight arms, unlike errors", c(1, 2, 3, 4, 5, 6, 7, 8), c(0.3, 0.6, 0.9, 0.3, 0.6, 0.9, 0.3, 0.6), c(2.2, 1.1, 4.3, 3.0, 7.9, 5.2, 6.1, 7.3), seq(0.5, 1.2, 0.1), 2),
  error("five arms, more error than spread", c(0.50, 0.52, 0.49, 0.51, 0.53), rep(0.05, 5), c(0.1, 0.2, 0.0, 0.3, 0.1), rep(0.04, 5), 3)))
out <- switch(commandArgs(TRUE)[1], correlation = correlation, error = errors)
writeLines(toJSON(out, auto_unbox = TRUE, digits = NA, null = "null", na = "null"))
