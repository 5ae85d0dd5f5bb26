extension APIDoc {
  private static let zone = "zone: text: as Europe/Berlin; the desk's, where it is left out"

  /// Times, texts, state, encodings, logs and the network.
  static let others: [Entry] =
    [
      (
        "docket.state.get",
        APIDoc(
          "key: text: the plugin's own name for it", gives: "the value, or nil",
          example: "local last = docket.state.get(\"last\")")
      ),
      (
        "docket.state.set",
        APIDoc(
          """
          key: text: the plugin's own name for it
          value: value: plain data of at most 64 KB
          """, gives: "nothing", example: "docket.state.set(\"last\", { id = 7 })")
      ),
      (
        "docket.state.add",
        APIDoc(
          """
          key: text: the plugin's own name for it
          n: number: how much; 1, where it is left out
          """, gives: "the sum", example: "local turn = docket.state.add(\"turn\")")
      ),
      (
        "docket.state.delete",
        APIDoc(
          "key: text: the plugin's own name for it", gives: "nothing",
          example: "docket.state.delete(\"last\")")
      ),
      (
        "docket.state.keys",
        APIDoc(
          "prefix: text: how they begin; all, where it is left out", gives: "a list of texts",
          example: "local keys = docket.state.keys(\"seen/\")")
      ),
      (
        "docket.tr",
        APIDoc(
          """
          key: text: a key of locales/LL.lua, or of a script's texts
          values: table: what stands in its places
          """, gives: "a text that is rendered in each reader's language",
          example: "local words = docket.tr(\"late\", { days = 3 })")
      ),
      (
        "docket.text",
        APIDoc(
          """
          text: text: a string, or what docket.tr gives
          language: text: as en; the desk's, where it is left out
          """, gives: "a string", example: "local words = docket.text(\"as it is\", \"nl\")")
      ),
      (
        "docket.time.now",
        APIDoc(
          gives: "the time in seconds since 1970; in before and validate hooks change.now",
          example: "local tomorrow = docket.time.now() + 86400")
      ),
      (
        "docket.time.parse",
        APIDoc(
          """
          string: text: all of it is read
          format: text or list of texts: "ISO 8601", or of %Y %y %m %b %B %d %j %H %I %p %M %S %z %f
          \(zone)
          """, gives: "a time, or nil and why",
          example: "local day = docket.time.parse(\"31.01.2026\", \"%d.%m.%Y\")")
      ),
      (
        "docket.time.format",
        APIDoc(
          """
          t: time: in seconds
          format: text: as of docket.time.parse
          \(zone)
          """, gives: "a string", example: "local day = docket.time.format(0, \"%Y-%m-%d\")")
      ),
      (
        "docket.time.parts",
        APIDoc(
          """
          t: time: in seconds
          \(zone)
          """, gives: "{ year, month, day, hour, minute, second, weekday }, Monday is 1",
          example: "local weekday = docket.time.parts(0).weekday")
      ),
      (
        "docket.time.instant",
        APIDoc(
          """
          parts: table: what docket.time.parts gives
          \(zone)
          """,
          keys: """
            year: whole number: must be there
            month: whole number: 1, where it is left out; what is out of range goes on
            day: whole number: 1
            hour: whole number: 0
            minute: whole number: 0
            second: whole number: 0
            weekday: whole number: is not looked at
            """, gives: "a time",
          example:
            "local noon = docket.time.instant({ year = 2026, month = 1, day = 31, hour = 12 })")
      ),
      (
        "docket.time.add",
        APIDoc(
          """
          t: time: in seconds
          span: table: how much later
          \(zone)
          """,
          keys: """
            years: whole number: of the calendar
            months: whole number: of the calendar
            weeks: whole number: of seven days
            days: whole number: on the clock, also where it changes
            hours: number: of 3600 seconds
            minutes: number: of 60 seconds
            seconds: number: with a fraction
            """, gives: "a time", example: "local later = docket.time.add(0, { months = 1 })")
      ),
      (
        "docket.time.start_of",
        APIDoc(
          """
          period: text: day, week or month
          t: time: in seconds
          \(zone)
          """, gives: "a time", example: "local monday = docket.time.start_of(\"week\", 0)")
      ),
      (
        "docket.time.span",
        APIDoc(
          "duration: text: as 90m, 4h, 10d or 2w", gives: "seconds",
          example: "local seconds = docket.time.span(\"90m\")")
      ),
      (
        "docket.json.encode",
        APIDoc(
          "value: value: plain data", gives: "a string",
          example: "local text = docket.json.encode({ id = 7 })")
      ),
      (
        "docket.json.decode",
        APIDoc(
          "text: text: one JSON document", gives: "the value, or nil and why",
          example: "local value, err = docket.json.decode(\"[1, 2]\")")
      ),
      (
        "docket.json.array",
        APIDoc(
          "table: table: a list, or an empty table", gives: "the list, an array also where empty",
          example: "local text = docket.json.encode({ ids = docket.json.array({}) })")
      ),
      (
        "docket.base64.encode",
        APIDoc(
          "text: text: any bytes", gives: "a string",
          example: "local text = docket.base64.encode(\"bytes\")")
      ),
      (
        "docket.base64.decode",
        APIDoc(
          "text: text: with its padding", gives: "the text, or nil and why where it is no UTF-8",
          example: "local text, err = docket.base64.decode(\"Ynl0ZXM=\")")
      ),
      (
        "docket.hash",
        APIDoc(
          """
          text: text: any bytes
          o: table: options
          """,
          keys: """
            algorithm: text: blake2b or sha256
            key: text: signs it; a secret of the settings may stand here
            """, gives: "hexadecimal digits",
          example: "local digest = docket.hash(\"bytes\", { algorithm = \"sha256\" })")
      ),
      (
        "docket.http.request",
        APIDoc(
          keys: """
            method: text: GET, where it is left out
            url: text: of a host in the manifest's permissions, as http:example.org
            headers: table: by name; secrets may stand here and in url
            body: text: any bytes
            timeout: duration: as "10s" or seconds; 10
            """, gives: "{ status, headers, body }, or nil and why; any status is an answer",
          example: "local answer, err = docket.http.request{ url = \"https://example.org/\" }")
      ),
    ] + ["debug", "info", "warn", "error"].map(log)

  private static func log(_ level: String) -> Entry {
    (
      "docket.log.\(level)",
      APIDoc(
        """
        text: text: what docket log shows
        values: table: what stands in its places, as {name}
        """, gives: "nothing", example: "docket.log.\(level)(\"seen {count}\", { count = 3 })")
    )
  }
}
