import Desk
import Display

extension HelpTopic {
  /// Where plugins come from and how they are put to work.
  static let plugins = HelpTopic("plugins", "where plugins live, and how to write one") {
    [
      .text(
        "A plugin is a folder with a manifest (plugin.lua) and what it registers (init.lua):"
          + " fields, types, life cycles, close reasons, roles, hooks, channels. A script is one"
          + " file that does the same. They are looked for in the desk's plugins/ and scripts/, in"
          + " the folders that plugin_paths in docket.lua names, then among those that come with"
          + " Docket. A new desk has \(Desk.standardPlugins.joined(separator: ", ")); docket init"
          + " --with takes others, and sets of them, as support-desk."),
      .table([
        ("plugin.lua", "returns the manifest: docket help api manifest"),
        ("init.lua", "registers everything; runs once when the plugin is loaded"),
        ("lib/*.lua", "what require(\"name\") finds"),
        ("locales/LL.lua", "its texts in en, nl, es, ru, de …: docket help api locales"),
        ("spec.lua", "examples that docket plugin test NAME runs: docket help api spec"),
        ("snapshots/*.lua", "values that spec.snapshot compares with; --update writes them"),
        ("README.md", "for people"),
      ]),
      .text(
        "Enabling copies the files into the desk, so a change on disk counts only after docket"
          + " plugin reload. What a version calls otherwise says what it was (was), and tickets,"
          + " views, grants and people follow; what it drops while something goes by it wants --yes,"
          + " and docket doctor --map gives it another name later. What a plugin takes (permissions) and gives (grants to roles,"
          + " subscriptions, channels) needs an admin's consent, at first and whenever it grows."
          + " A plugin runs in a sandbox: it has bounded time and memory, reads and"
          + " changes only what its manifest asks for, and a fault of it rolls back what it was"
          + " doing and leaves the desk working. docket log shows faults; --dry-run on any change"
          + " shows which hook would do what; docket help api lists what plugins can call, and"
          + " docket plugin check finds mistakes before anything runs: docket help check. docket"
          + " plugin new makes a plugin to go on from, of one of several kinds; docket plugin types"
          + " writes the API for editors, with the fields and actions of a desk."),
      .text(
        "A plugin that comes to a desk with tickets may have to work its fields out for them:"
          + " docket.backfill{ name, query, each } says how, once and for all. Enabling tries it on"
          + " some of them and asks; docket plugin backfill does what waits, goes on with what was"
          + " stopped, and --dry-run shows all of it. Each ticket is an update of the plugin's own,"
          + " with the source backfill: other plugins' hooks have their say, nobody is told of it,"
          + " and docket undo takes the whole back. A spec tries it: desk:create_before{} makes a"
          + " ticket as it was before the plugin, desk:backfill(name) does it."),
      .text(
        "In texts of locales/, {name} is a value, and {n|day|days} the form that the number n takes"
          + " by the rules of the language. What an action's propose gives first is its data, which"
          + " the history keeps; what it gives second answers whoever asked, and nothing keeps it."),
      .text(
        "{due:date}, {due:time}, {spent:duration} and {n:number} are written as the reader's language"
          + " does: moments and lengths of time are seconds, moments on the desk's clock, or what"
          + " docket.time.format gives."),
      .text(
        "A case of spec.lua has the plugin, what its manifest requires, and what the case's"
          + " requires asks for: { requires = { \"support\" } } for a type of tickets and the roles of"
          + " ann, bob (agent), mia (manager), carl and dora (customer). docket plugin test shows,"
          + " of a case that fails, the line, both values, the steps of what it asked for last and the"
          + " desk log; and slips in the texts: keys that a language lacks or nothing says, places"
          + " that nothing fills."),
      .text(
        "spec.snapshot(value, name) compares a large value with the file snapshots/NAME.lua, which"
          + " --update writes. spec.each(spec.any.text(30), 50, function(words) … end) tries 50"
          + " texts, each on a fresh desk, and shows the simplest that fails. desk:fault(\"http\","
          + " \"timeout\") lets requests fail; desk:trace() is how the desk came to its last answer."
          + " --watch runs the cases again when a file changes; --coverage shows the lines and hooks"
          + " that none ran."),
      .text(
        "desk:replay(\"billing.ndjson\") asks for a recorded history again, change by change, from a"
          + " file in fixtures/ that docket export --anonymous has written, and gives what was refused"
          + " and what hooks amended. docket plugin test --with sla has other plugins on the desks of"
          + " all cases, and tells where hooks of two plugins come to something else the other way"
          + " around; after = { \"sla\" } in a manifest says which come first."),
      .text(
        "A plugin asks servers on the web where its manifest has the permission http:HOST, or"
          + " http:@SETTING for hosts that the desk sets; it reaches addresses of inner networks"
          + " only where such a permission names the address. Secrets stand in docket.lua, as"
          + " secrets = { PLUGIN = { SETTING = { env = \"NAME\" } } } or { file = \"PATH\" }: nothing"
          + " shows them, and they go only into requests and signatures."),
      .text(
        "A plugin goes from its author to desks as a pack, one file: docket plugin pack makes it,"
          + " docket plugin sign signs it with a key of docket plugin key new, docket plugin verify"
          + " shows what it is. docket plugin install checks it, runs its examples in sandboxes,"
          + " shows what it takes and gives and what is otherwise than before, and puts it into the"
          + " desk's plugins/; docket plugin rollback brings the version before back. A desk trusts"
          + " the keys of docket plugin trust list; other packs want --unsigned. requires in a"
          + " manifest says which versions of others will do: { sla = \">=1.2 <2\" }, { sla = \"^1.2\" }."
      ),
      .text(
        "An index is a directory of packs with a signed list, or such a place on the web: docket"
          + " plugin index make makes it, docket plugin index add lets a desk ask it. Then docket"
          + " plugin search lists what there is, docket plugin install NAME installs a plugin with"
          + " what it requires, docket plugin outdated and docket plugin upgrade bring newer versions."
          + " An older list than one that was seen, and one that has expired, are refused."
      ),
      .heading("Examples"),
      .examples([
        "docket plugin new vip --kind fields", "docket plugin list", "docket plugin enable vip",
        "docket plugin pack ./my-plugin", "docket plugin install my-plugin-1.0.0.docketpack",
        "docket plugin search", "docket plugin upgrade --dry-run",
        "docket plugin info vip",
        "docket plugin info ./my-plugin", "docket plugin order",
        "docket plugin test ./my-plugin --filter late", "docket plugin reload vip",
      ]),
    ]
  }
}
