# Krippendorff's alpha, ordinal, in matrix code: irr and irrCAC are not at hand. Missing marks are NaN.
source(file.path(commandArgs(trailingOnly = TRUE)[1], "common.R"))
marks <- matrix(column("marks"), ncol = 3, byrow = TRUE)
report(function() {
  values <- sort(unique(as.vector(marks)))
  categories <- length(values)
  unit <- row(marks)
  given <- !is.na(marks)
  place <- match(marks[given], values)
  counts <- matrix(tabulate(unit[given] + nrow(marks) * (place - 1), nrow(marks) * categories), ncol = categories)
  size <- rowSums(counts)
  counts <- counts[size >= 2, ]
  weighted <- counts / (size[size >= 2] - 1)
  coincidence <- crossprod(counts, weighted) - diag(colSums(weighted))
  marginal <- rowSums(coincidence)
  n <- sum(marginal)
  rank <- cumsum(marginal) - marginal / 2
  distance <- outer(rank, rank, "-")^2
  1 - (n - 1) * sum(coincidence * distance) / sum(outer(marginal, marginal) * distance)
}, 5)
