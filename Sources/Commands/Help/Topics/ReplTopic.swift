import Display

extension HelpTopic {
  /// A tour of the prompt.
  static let repl = HelpTopic("repl", "a tour of the prompt: queries, rows, groups, results") {
    [
      .text(
        "docket repl asks for entries and carries each one out in your name: a query, Lua, or a"
          + " command of the prompt, which begins with a dot. Nothing can be changed unless it was"
          + " begun with --write, or .write on was typed. docket repl --help lists the options."),
      .heading("Entries"),
      .table([
        ("is:open assignee:me", "a query: docket help queries; ?words searches the texts"),
        ("t42  #42", "the ticket 42, as it is now"),
        ("me  now  person(\"ann\")", "you, the present time, another person"),
        ("1 + 1  x = 5", "Lua; what an entry makes stays for the next one"),
        ("_  _3", "what the last entry gave, and the entry of that number"),
        ("watch is:open", "shows what anybody changes, until Ctrl-C"),
        ("help tickets", "the Lua API, as docket help api"),
        (".help", "the commands of the prompt"),
      ]),
      .heading("Rows"),
      .text(
        "tickets(QUERY) and history(QUERY) give rows; without a query all that you may see. A value"
          + " for $name in the query comes in a table: tickets(\"queue:$q\", { q = \"legal\" })."
          + " Rows can be gone through with for, and each method gives new rows or a value:"),
      .table([
        (":where(\"priority:high\")", "those that match too; or a function that says so"),
        (":changing(\"assignee\")", "of entries, those that changed that field"),
        (":map(f)  :sort(\"-created\")  :take(10)", "other values, another order, fewer of them"),
        (":first()  :list()  :count()", "the first one, all in a table, how many"),
        (":sum(F)  :average(F)  :median(F)  :min(F)  :max(F)", "of a field, or of a function"),
        (":table{ \"id\", \"customer\", \"took\" }", "the columns to be shown"),
        (":group(F)", "groups by a field, a function, or a time: :group(\"created\", \"month\")"),
      ]),
      .text(
        "Groups are counted; :median(F) and the like give each another value, :map(f) any other,"
          + " :sort() and :take(n) choose. took is how long a ticket took from created to closed, age"
          + " how old it is, in seconds; span(SECONDS) says it in words, and ago(\"7d\") is a time."
      ),
      .heading("Changes"),
      .text(
        "With .write on, t42:close{ reason = \"solved\" } acts at once. .begin opens a transaction: what"
          + " is asked from then on is held, and every entry sees it done, but the desk is not changed"
          + " until .commit, which does all of it or nothing. Meanwhile others work as ever; what they"
          + " changed is told."),
      .table([
        (".begin  .commit  .rollback", "opens a transaction; does or drops what it holds"),
        (".savepoint NAME  .rollback to NAME", "drops what came after a place"),
        (".delta", "what it holds, as a script"),
        (".dry LUA  .trace on", "what LUA would do, and which hooks run"),
        ("docket.plan(\"close\", QUERY, {…})", "what it would come to; _:run() does it"),
        (".undo", "takes back what the last entry changed"),
      ]),
      .heading("Looking"),
      .table([
        (".as anna", "with a person's eyes as well as your own; .as ends it"),
        (".at 2026-10-01", "tickets and histories of that day; .at now ends it"),
        (".diff 42 -7d now", "what changed between two moments"),
        (".hooks ticket.close  .lifecycle support", "which hooks run, and where tickets can go"),
        (".fields  .find WORDS  .enter PLUGIN", "fields, anything by a word, a plugin from inside"),
        (".sql is:open", "how the database answers a query"),
      ]),
      .heading("Keys"),
      .table([
        ("Tab", "completes"), ("Ctrl-R", "searches earlier entries"),
        ("Ctrl-C", "drops the line, or ends what runs; variables stay"),
        ("Ctrl-D", "ends the session"),
      ]),
      .heading("Examples"),
      .examples([
        "tickets(\"is:open\"):group(\"queue\")",
        "tickets(\"closed:-30d..\"):group(\"assignee\"):median(\"took\"):sort()",
        "history(\"action:reopen\"):group(\"at\", \"month\")",
        "history():changing(\"assignee\"):group(\"ticket\"):take(5)",
        "docket repl -e 'tickets(\"is:open\"):count()'",
        "docket repl --json < questions.lua | jq .",
      ]),
    ]
  }
}
