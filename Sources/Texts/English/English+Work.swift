extension English {
  static let work = Section(
    "What workers say",
    [
      "work.and_dropped":
        "{line}; {count} {count|row was|rows were} dropped: docket outbox list says why",
      "work.blocked": """
      docket.db-wal has {megabytes} MB and could not be emptied for {seconds} s: {who} still \
      reads; end it if it is stuck
      """,
      "work.deleted": "{count} old rows of the desk log and outbox were deleted",
      "work.done": "{count} done",
      "work.done_and_failed":
        "{done} done, {failed} failed, of them {dead} for good; docket log says why",
      "work.ending": "ending after the work in hand; a second signal ends at once",
      "work.no_pipe": "the system gives no pipe: too many files are open",
      "work.old_configuration": "the configuration stays as it was: {problem}",
      "work.read_again": "the configuration was read again",
      "work.since": "{done} since the start",
      "work.somebody": "somebody",
      "work.too_long": "the work in hand took longer than {seconds} s; another worker will do it",
      "work.waiting": "waiting: {problem}",
      "work.working": "working",
      "work.working_here": "working; stop with Ctrl-C",
      "work.writable": "the desk can be written again",
    ])
}
