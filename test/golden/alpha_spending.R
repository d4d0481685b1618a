# Bounds of alpha spending by multivariate normal integrals, for test/reference/seq.alpha_spending.json:
#   Rscript test/golden/alpha_spending.R
# R 4.2.2, mvtnorm 1.1-3. `info` is what the level is spent by; `amounts` is what the looks really had.
library(mvtnorm)

spent <- function(type, alpha, t) switch(type,
  obf = 2 - 2 * pnorm(qnorm(1 - alpha / 2) / sqrt(t)),
  pocock = alpha * log(1 + (exp(1) - 1) * t),
  linear = alpha * t)

bounds <- function(type, alpha, info, amounts = info, sides = 2) {
  found <- c()
  for (k in seq_along(info)) {
    before <- if (k > 1) spent(type, alpha / sides, info[k - 1]) else 0
    increment <- sides * (spent(type, alpha / sides, info[k]) - before)
    if (k == 1) {
      found <- qnorm(1 - increment / sides)
      next
    }
    correlation <- outer(1:k, 1:k, function(i, j)
      sqrt(pmin(amounts[i], amounts[j]) / pmax(amounts[i], amounts[j])))
    inside <- function(upper) {
      lower <- if (sides == 2) -upper else rep(-Inf, k)
      as.numeric(pmvnorm(lower, upper, corr = correlation, algorithm = Miwa(steps = 2048)))
    }
    # Infinite bounds at this look: the chance of having gone on so far.
    gone_on <- inside(c(found, 40))
    first_crossing <- function(bound) gone_on - inside(c(found, bound)) - increment
    found <- c(found, uniroot(first_crossing, c(0.5, 6), tol = 1e-12)$root)
  }
  found
}

options(digits = 15)
print(bounds("obf", 0.05, c(0.52, 1)))
print(bounds("obf", 0.05, c(0.37, 0.71, 1)))
print(bounds("pocock", 0.05, c(0.37, 0.71, 1)))
print(bounds("obf", 0.05, c(0.5, 0.51, 1)))
print(bounds("obf", 0.05, c(0.52, 1), c(0.52, 0.8)))
print(bounds("obf", 0.05, c(0.37, 0.71, 1), c(370, 710, 780)))
print(bounds("obf", 0.05, c(0.52, 1), c(0.52, 1.1)))
