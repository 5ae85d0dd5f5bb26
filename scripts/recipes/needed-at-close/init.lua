-- No hook at all: a field says by itself when it is shown and when it must not be empty.

local settings = docket.settings

docket.field{
  name = "product", type = "choice", choices = settings.products,
  show_if = settings.only, required_if = "is:closed (" .. settings.only .. ")",
}
docket.field{
  name = "product_version", type = "text", pattern = "%d+%.%d+", length = { 3, 20 },
  show_if = "has:product", required_if = "is:closed has:product",
}
