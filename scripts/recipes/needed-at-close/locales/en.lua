return {
  ["field.product"] = "Product",
  ["field.product_version"] = "Version of the product",
  ["field.products"] = "Products",
  ["field.only"] = "Which tickets",
}
