extension English {
  static let doctor = Section(
    "What the doctor finds",
    advice: "Do what stands after the arrow, then run `docket doctor` again.",
    [
      "doctor.assignee": """
      assignee, or in the team, of {count} open {count|ticket|tickets} and may not work on \
      {count|it|them}: {tickets}
      """,
      "doctor.assignee_remedy": "docket person set {name} --hand-over-to PERSON",
      "doctor.bulk": "{name} was begun at {begun}, and {reached} of {total} tickets are done",
      "doctor.bulk_place": "bulk {name}",
      "doctor.bulk_remedy":
        "docket update --resume {name} goes on with it, docket update --abandon {name} gives it up",
      "doctor.circle": "tickets lead to each other in a circle: {way}",
      "doctor.circle_place": "the field {field}",
      "doctor.circle_remedy": "clear it on one of them, as docket update {ticket} {field}=",
      "doctor.clock": """
      the last entry was recorded at {last}, which is {ahead} s from now: the clock was put back
      """,
      "doctor.clock_place": "the clock",
      "doctor.close_it": "chmod o-rwx {path}",
      "doctor.dead": """
      {count} {count|row is|rows are} given up after too many tries; the last is row {row} \
      ({kind} {name}): {problem}
      """,
      "doctor.delete_values": "docket doctor --repair deletes what belongs to no ticket",
      "doctor.desk_history": "the desk's history",
      "doctor.desk_place": "the desk itself",
      "doctor.disk": "the disk is nearly full: {free} MB are left, less than {least} MB",
      "doctor.end_readers": "end who reads for so long; a worker (docket work) then empties it",
      "doctor.errors": "{count} {count|error|errors}",
      "doctor.find_out": "find out who changed it, and restore a backup",
      "doctor.free_space":
        "free some space: on a full disk nothing can be changed, though nothing is lost",
      "doctor.give_back":
        "docket doctor --repair, by whoever owns docket.db, makes an admin of them",
      "doctor.give_login": "DOCKET_AS={name} docket person set {name} --login LOGIN",
      "doctor.harmless":
        "docket doctor --repair deletes it: it takes room and does no harm",
      "doctor.idle": "{problem}",
      "doctor.idle_remedy": "correct the condition, or bring back what it names",
      "doctor.journal": "it has grown to {megabytes} MB{who}",
      "doctor.lane": "deliveries of {name}",
      "doctor.map": """
      bring back what has the name, or give it another: docket doctor --map {mapping}NEW
      """,
      "doctor.set_values": "set the field on these tickets, or bring back what it was",
      "doctor.tickets_place": "tickets",
      "doctor.leases":
        "{count} {count|row is|rows are} taken by workers that never came to their end",
      "doctor.locked_out": "nobody may mend the desk, for which one needs {powers}",
      "doctor.lost": """
      {count} {count|row was|rows were} dropped because nothing is there to run {count|it|them}; \
      the last is row {row} ({kind} {name}): {problem}
      """,
      "doctor.make_writable": "ask its owner to make it writable, or work as the owner",
      "doctor.mend_file":
        "mend the file: it is a Lua table with what one needs before the database opens",
      "doctor.mend_host": """
      see why {host} does not answer; docket outbox retry of one of its rows asks it again at once
      """,
      "doctor.mend_plugin":
        "mend it, then docket plugin enable {plugin}; or docket plugin disable {plugin}",
      "doctor.names_alike": "names that look alike: {names}",
      "doctor.names_alike_remedy": "docket person rename {name} NEW gives one of them another",
      "doctor.never_repaired":
        "the history is never repaired: find out who changed it, and restore a backup",
      "doctor.no_admin": "nobody has the role {role}, so nobody can give roles",
      "doctor.no_login": "no admin has a login, so nobody is one by logging in",
      "doctor.no_row":
        "its history was changed as well, so nothing is made from it: restore a backup",
      "doctor.no_worker": "{count} {count|row is|rows are} due, and no worker is alive",
      "doctor.open_to_all":
        "everybody on this machine may write it, and so do anything on the desk",
      "doctor.outbox": "the outbox",
      "doctor.person": "person {name}",
      "doctor.plugin": "plugin {plugin}",
      "doctor.plugin_changed": "its files on the disk are not those that the desk works by",
      "doctor.plugin_faults":
        "it failed {count} {count|time|times} of late; the last fault: {fault}",
      "doctor.plugin_faults_remedy": "docket log --plugin {plugin}; the author mends it",
      "doctor.plugin_missing":
        "it is not on the disk any more; the desk works by the copy that it keeps",
      "doctor.plugin_stuck": "it hung or crashed, and took a process with it",
      "doctor.plugin_stuck_remedy": """
      the next change on the desk suspends it; mend it, then docket plugin enable {plugin}
      """,
      "doctor.put_back": "put its folder back, or docket plugin disable {plugin}",
      "doctor.read_only": "you may only read it, so you can change nothing",
      "doctor.readable_by_all": "everybody on this machine may read it, with all notes",
      "doctor.readers": "; {names} reads through it",
      "doctor.reload": "docket plugin reload {plugin} takes them over",
      "doctor.reload_files":
        "docket plugin reload takes the files on the disk over, or restore a backup",
      "doctor.repaired": "repaired {what}",
      "doctor.repaired_contents": "contents of no ticket",
      "doctor.repaired_counters": "the counters",
      "doctor.repaired_desk": "the desk's own rows",
      "doctor.repaired_keepers": "the role {role}, so that somebody can mend the desk again",
      "doctor.repaired_row": "the row of ticket {ticket}",
      "doctor.repaired_values": "values of the missing ticket {ticket}",
      "doctor.restore": "restore it from a backup, into a new folder (docket backup --help)",
      "doctor.restore_content": "restore the attachment's content from a backup",
      "doctor.retry": "mend the cause, then docket outbox retry {row}, or docket outbox drop",
      "doctor.role": "role {role}",
      "doctor.search": """
      {count} {count|entry|entries} cannot be found by what they say, or by what they do not \
      say; the first is entry {first}
      """,
      "doctor.search_tables": "the search tables",
      "doctor.see_first": "see to that first; without its tables nothing else can be checked",
      "doctor.set_clock":
        "set the clock right before anything is changed; times of a ticket never go back",
      "doctor.set_counters": "docket doctor --repair sets them behind the numbers that were given",
      "doctor.set_times": "docket update {ticket} due=2026-01-31 sets a time anew",
      "doctor.stale_leases_words": "stale leases",
      "doctor.take_leases":
        "any worker takes them over; docket doctor --repair gives them back at once",
      "doctor.ticket": "ticket {ticket}",
      "doctor.view": "view {name}",
      "doctor.times": """
      {count} {count|ticket has|tickets have} a time that nobody may give: {problem}
      """,
      "doctor.warnings": "{count} {count|warning|warnings}",
      "doctor.well": "all is well",
      "doctor.work": "docket work, best as a service (scripts/docket.service)",
      "doctor.write_desk":
        "docket doctor --repair makes people, roles, queues, settings and plugins as its history says",
      "doctor.write_row": "docket doctor --repair writes its row anew from its history",
      "doctor.write_search": "docket doctor --repair writes the search tables anew",
    ])
}
