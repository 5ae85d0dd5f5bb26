extension English {
  static let said = Section(
    "What commands say",
    [
      "said.added": "added {person}",
      "said.agree": "Agree?",
      "said.and_changed": "and {count} more changed {count|row|rows}; --json lists all of them",
      "said.and_more": " … and {count} more",
      "said.and_rows": "and {count} more bad {count|row|rows}; --json lists all of them",
      "said.away": "{person}: {absence}",
      "said.back": "{person} is back",
      "said.backup_without": "docket.lua and the folders plugins and scripts are not in it",
      "said.bad_row": "line {line} (row {row}): {reason}",
      "said.bad_rows": "{count} rows, the first in line {line} (row {row}): {reason}",
      "said.cases": "{count} {count|case|cases}, {failed} failed",
      "said.changed": "changed {person}",
      "said.control": "It gives a role control of the desk. An admin agrees by the plugin's name.",
      "said.copied": "copied to {path}",
      "said.copy": """
      {file}: {tickets} {tickets|ticket|tickets}, {entries} {entries|entry|entries}, {megabytes} \
      MB
      """,
      "said.count_anew": "counting begins anew",
      "said.deleted": "deleted {name}",
      "said.desk_made": "made a desk in {folder}",
      "said.desk_next": "next: docket{option} new \"The first ticket\"",
      "said.disabled": "disabled {plugin}",
      "said.done": "{action}: done",
      "said.done_before": "done before; nothing was changed",
      "said.done_before_as": "done before as {request}; nothing was changed",
      "said.dropped": "{count} dropped",
      "said.enabled": "enabled {plugins}",
      "said.filled": """
      {count} {count|ticket|tickets} filled with the default of {field}, {refused} refused ({request})
      """,
      "said.follows_later": "the change is done, what follows from it waits: {reason}",
      "said.from_plugin": "the plugin",
      "said.handed_over": "handed over {count} {count|ticket|tickets}: {tickets}",
      "said.imported_away": """
      {count} {count|person|people} came in with a role of the staff and {count|is|are} away, so \
      {count|gets|get} no tickets in turn; docket person back {person} changes that
      """,
      "said.key_made": "{file} is the secret half: keep it away from the desk",
      "said.lacking": """
      {count} open {count|ticket lacks|tickets lack} {field}: they cannot be closed without it
      """,
      "said.lacking_default": """
      {count} open {count|ticket lacks|tickets lack} {field}: they cannot be closed without it; \
      docket plugin enable {plugin} --fill gives them its default
      """,
      "said.lines_left": "    … {count} more {count|line|lines}{more}",
      "said.list_of": "{kind} of {element}",
      "said.log_empty": "the log is empty",
      "said.more_like": "  … and {count} more like it",
      "said.muted": "muted {key}",
      "said.no_counts": "nothing was counted yet",
      "said.no_edit": "no edit",
      "said.no_match": "no ticket matches",
      "said.no_role": """
      {person} has no role yet and can do nothing: docket person set {person} --role ROLE, one of \
      docket role list
      """,
      "said.no_scripts": "no scripts; they stand in the desk's scripts/",
      "said.no_subscriptions": "no subscriptions; docket subscribe --event …",
      "said.no_views": "no views yet; docket view save NAME QUERY…",
      "said.no_worker": """
      {count} {count|row of the outbox waits|rows of the outbox wait} and no worker is alive: \
      docket work --once
      """,
      "said.not_given": "not given",
      "said.nothing_matched": "no ticket matches; nothing was changed",
      "said.nothing_to_change": "nothing to change",
      "said.nothing_to_set": "{name} has nothing to set",
      "said.nothing_unfinished": "nothing is unfinished",
      "said.nothing_unread": "nothing unread; docket inbox --all shows all",
      "said.nothing_yet": "nothing yet",
      "said.only_last": "only the last {limit}; --limit shows more",
      "said.only_last_lines": "only the last {last}; --last shows more",
      "said.others_like": "… and {count} more like it",
      "said.outbox_empty": "the outbox is empty",
      "said.person_removed": "removed {person}",
      "said.queue_added": "added the queue {queue}",
      "said.queue_removed": "removed the queue {name}",
      "said.read": "read: {count} {count|notice|notices}",
      "said.reloaded": "reloaded {plugin}",
      "said.reloaded_all": "reloaded all plugins",
      "said.removed": "removed {keys}",
      "said.renamed": "{old} is {new} now",
      "said.retried": "{count} to be tried again",
      "said.revoked": "{role}: no longer {permission} ({count} {count|grant|grants} taken away)",
      "said.revoked_some": "{role}: {count} {count|grant|grants} of {permission} taken away",
      "said.role_side": "{role}, on the {side} side",
      "said.row_changed": """
      line {line} (row {row}): ticket {ticket} was in already, and the row has changed: {fields}
      """,
      "said.row_updated": "line {line} (row {row}): ticket {ticket} is updated: {fields}",
      "said.rows_bad": "{count} bad {count|one|ones} left out",
      "said.rows_known": "{count} {count|was|were} in already",
      "said.rows_taken": "{count} {count|row|rows} taken in from {source}",
      "said.rows_tried":
        "{count} {count|row|rows} would be taken in from {source}; nothing is kept",
      "said.rows_updated": "{count} updated",
      "said.script_idle":
        "{name} loads, and registers nothing: docket script run does what it says",
      "said.script_loads": "{name} loads",
      "said.file_says_other": """
      {file} names another value and could not be changed; the desk goes by its setting
      """,
      "said.set": "{name}: set {names}",
      "said.some_of": "{shown} of {count} tickets; limit:{count} shows all",
      "said.still_granted": "{role} still has {permission}, by:",
      "said.still_named": "{person} is still named in {places}",
      "said.this_desk": "this desk",
      "said.tickets_left": """
      {person} works on {count} {count|ticket|tickets} and may not any more: {tickets}; docket \
      person set {person} --hand-over-to PERSON gives {count|it|them} to somebody
      """,
      "said.title_busy": "busy",
      "said.title_changed": "changed since",
      "said.title_conflict": "conflict",
      "said.title_denied": "not permitted",
      "said.title_failed": "failed",
      "said.title_invalid": "not valid",
      "said.title_not_found": "not found",
      "said.title_refused": "refused",
      "said.title_usage": "not understood",
      "said.unchanged": "nothing was changed",
      "said.undone_desk": "took back entry {entry} of the desk's history",
      "said.undo_with": "to do it again: docket undo {request}",
      "said.unmuted": "no longer muted: {key}",
      "said.wants": "{plugin} {version} wants:",
      "said.would_be": "Nothing was changed. This would be:",
      "said.wrote": "wrote {path}",
    ])
}
