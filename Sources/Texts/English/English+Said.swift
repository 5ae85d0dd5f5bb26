extension English {
  static let said = Section(
    "What commands say",
    [
      "said.added": "added {person}",
      "said.agree": "Agree?",
      "said.bad_row": "line {line} (row {row}): {reason}",
      "said.changed": "changed {person}",
      "said.desk_made": "made a desk in {folder}",
      "said.desk_next": "next: docket{option} new \"The first ticket\"",
      "said.disabled": "disabled {plugin}",
      "said.done": "{action}: done",
      "said.done_before": "done before; nothing was changed",
      "said.done_before_as": "done before as {request}; nothing was changed",
      "said.dropped": "{count} dropped",
      "said.enabled": "enabled {plugins}",
      "said.follows_later": "the change is done, what follows from it waits: {reason}",
      "said.log_empty": "the log is empty",
      "said.no_edit": "no edit",
      "said.no_match": "no ticket matches",
      "said.no_role": """
      {person} has no role yet and can do nothing: docket person set {person} --role ROLE, one of \
      docket role list
      """,
      "said.no_worker": """
      {count} {count|row of the outbox waits|rows of the outbox wait} and no worker is alive: \
      docket work --once
      """,
      "said.nothing_to_change": "nothing to change",
      "said.outbox_empty": "the outbox is empty",
      "said.queue_added": "added the queue {queue}",
      "said.reloaded": "reloaded {plugin}",
      "said.reloaded_all": "reloaded all plugins",
      "said.retried": "{count} to be tried again",
      "said.revoked": "{role}: no longer {permission} ({count} {count|grant|grants} taken away)",
      "said.revoked_some": "{role}: {count} {count|grant|grants} of {permission} taken away",
      "said.role_side": "{role}, on the {side} side",
      "said.rows_bad": "{count} bad {count|one|ones} left out",
      "said.rows_known": "{count} {count|was|were} in already",
      "said.rows_taken": "{count} {count|row|rows} taken in from {source}",
      "said.some_of": "{shown} of {count} tickets; limit:{count} shows all",
      "said.still_granted": "{role} still has {permission}, by:",
      "said.title_busy": "busy",
      "said.title_conflict": "conflict",
      "said.title_denied": "not permitted",
      "said.title_failed": "failed",
      "said.title_invalid": "not valid",
      "said.title_not_found": "not found",
      "said.title_refused": "refused",
      "said.title_usage": "not understood",
      "said.would_be": "Nothing was changed. This would be:",
    ])
}
