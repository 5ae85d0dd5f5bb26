return {
  ["field.site"] = "Site",
  ["field.site_of_ticket"] = "Site",
}
