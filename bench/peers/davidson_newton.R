# Davidson's model with ties from rows: counts by tabulate, then Newton's method in matrix code.
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
  design <- matrix(0, length(held), systems)
  design[cbind(seq_along(held), a)] <- 1
  design[cbind(seq_along(held), b)] <- -1
  worth <- numeric(systems)
  log_nu <- log(2 * sum(counts[2, ]) / (sum(counts) - sum(counts[2, ])))
  for (step in 1:50) {
    d <- worth[a] - worth[b]
    first <- exp(d / 2)
    second <- exp(-d / 2)
    total <- first + second + exp(log_nu)
    first <- first / total
    second <- second / total
    tie <- exp(log_nu) / total
    mean <- (first - second) / 2
    gradient <- c(crossprod(design, (counts[1, ] - counts[3, ]) / 2 - n * mean), sum(counts[2, ] - n * tie))
    information <- matrix(0, systems + 1, systems + 1)
    information[1:systems, 1:systems] <- crossprod(design, design * (n * ((first + second) / 4 - mean^2)))
    cross <- -crossprod(design, n * mean * tie)
    information[1:systems, systems + 1] <- cross
    information[systems + 1, 1:systems] <- cross
    information[systems + 1, systems + 1] <- sum(n * tie * (1 - tie))
    bounded <- information
    bounded[1:systems, 1:systems] <- bounded[1:systems, 1:systems] + mean(diag(information)[1:systems])
    change <- solve(bounded, gradient)
    worth <- worth + change[1:systems]
    log_nu <- log_nu + change[systems + 1]
    if (sum(change * gradient) < 1e-16 * (1 + sum(n))) break
  }
  c(worth, log_nu)
}, 5)
