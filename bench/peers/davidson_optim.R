# Davidson's model with ties from rows as it is mostly fitted in R: counts by table, likelihood with gradient by optim.
source(file.path(commandArgs(trailingOnly = TRUE)[1], "common.R"))
slot_a <- column("slot_a")
slot_b <- column("slot_b")
outcome <- column("outcome")
systems <- 40L
report(function() {
  place <- 3L * (slot_a * systems + slot_b) + 2L - outcome
  counts <- matrix(tabulate(place, 3L * systems * systems), nrow = 3)
  held <- which(colSums(counts) > 0)
  counts <- counts[, held]
  n <- colSums(counts)
  a <- (held - 1L) %/% systems + 1L
  b <- (held - 1L) %% systems + 1L
  probabilities <- function(p) {
    d <- (p[a] - p[b]) / 2
    weight <- rbind(exp(d), exp(p[systems + 1]), exp(-d))
    sweep(weight, 2, colSums(weight), "/")
  }
  loss <- function(p) -sum(counts * log(probabilities(p))) / sum(n)
  slope <- function(p) {
    chance <- probabilities(p)
    score <- (counts[1, ] - counts[3, ]) / 2 - n * (chance[1, ] - chance[3, ]) / 2
    worth <- tabulate(0, systems) + as.vector(rowsum(c(score, -score), c(a, b)))
    -c(worth, sum(counts[2, ] - n * chance[2, ])) / sum(n)
  }
  fit <- optim(numeric(systems + 1), loss, slope, method = "BFGS", control = list(maxit = 1000, reltol = 1e-15))
  worth <- fit$par[1:systems]
  c(worth - mean(worth), fit$par[systems + 1])
}, 3)
