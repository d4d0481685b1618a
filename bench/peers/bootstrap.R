# 10,000 resamples of clusters by boot: the statistic is a ratio of the sums of the drawn clusters.
source(file.path(commandArgs(trailingOnly = TRUE)[1], "common.R"))
library(boot)
cluster <- column("cluster")
outcome <- column("outcome")
resamples <- column("resamples")
set.seed(1)
report(function() {
  sums <- rowsum(cbind(outcome, 1), cluster)
  above <- sums[, 1]
  below <- sums[, 2]
  drawn <- boot(seq_along(above), function(rows, index) sum(above[index]) / sum(below[index]), R = resamples)
  limits <- quantile(drawn$t[, 1], c(0.025, 0.975), type = 7)
  c(drawn$t0, sd(drawn$t[, 1]), limits[[1]], limits[[2]])
}, 2)
