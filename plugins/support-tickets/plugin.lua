return {
  name = "support-tickets",
  version = "1.0.0",
  api = 1,
  summary = "What a customer support table knows of its tickets: product, purchase, rating",
  license = "MIT",
  requires = { support = ">=1.0", ["close-reasons"] = ">=1.0" },
  permissions = {},
}
