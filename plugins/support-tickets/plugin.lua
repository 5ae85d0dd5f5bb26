return {
  name = "support-tickets",
  version = "1.0.0",
  api = 1,
  summary = "What a customer support table knows of its tickets: product, purchase, rating",
  summaries = {
    de = "Was eine Tabelle des Kundendienstes über ihre Tickets weiß: Produkt, Kauf, Bewertung",
    es = "Lo que una tabla de atención al cliente sabe de sus tickets: producto, compra, valoración",
    nl = "Wat een tabel van een klantenservice over tickets weet: product, aankoop, cijfer",
    ru = "Сведения о заявках из таблицы службы поддержки: товар, покупка, оценка",
  },
  license = "MIT",
  requires = { support = ">=1.0", ["close-reasons"] = ">=1.0" },
  permissions = {},
}
