# Minimisation of Pocock and Simon (1975) with a biased coin, written from the paper: four arms, three factors with 2, 3 and 4 equally
# likely levels, 240 participants, the variance of the counts as the measure, preferred arm with chance 0.8.
# Prints, over 4000 trials: the mean (with its standard error) of the largest difference of two arms within any level, and of the
# share of allocations that went to the arm guessed by who computes the preferred arm (a tie is guessed by lot).
set.seed(20260211)
arms <- 4; levels <- c(2, 3, 4); n <- 240; p <- 0.8; trials <- 4000
trial <- function() {
  counts <- lapply(levels, function(l) matrix(0, l, arms))
  hits <- 0
  for (i in seq_len(n)) {
    at <- sapply(levels, function(l) sample.int(l, 1))
    imbalance <- sapply(seq_len(arms), function(a) {
      sum(sapply(seq_along(levels), function(f) { x <- counts[[f]][at[f], ]; x[a] <- x[a] + 1; sum((x - mean(x))^2) }))
    })
    tied <- which(imbalance - min(imbalance) < 1e-9)
    pick <- function() if (length(tied) == 1) tied else sample(tied, 1)
    best <- pick()
    arm <- if (runif(1) < p) best else sample(setdiff(seq_len(arms), best), 1)
    hits <- hits + (arm == pick())
    for (f in seq_along(levels)) counts[[f]][at[f], arm] <- counts[[f]][at[f], arm] + 1
  }
  c(max(sapply(counts, function(m) max(apply(m, 1, function(x) diff(range(x)))))), hits / n)
}
got <- replicate(trials, trial())
cat(sprintf("range %.4f (%.4f), guessed %.5f (%.5f)\n", mean(got[1, ]), sd(got[1, ]) / sqrt(trials),
  mean(got[2, ]), sd(got[2, ]) / sqrt(trials)))
