import Display

extension HelpTopic {
  /// What a desk is made of, and which one a command works on.
  static let desk = HelpTopic("desk", "what a desk is made of, and who you are on it") {
    [
      .text(
        "A desk is a directory with everything of one installation. docket init makes one; copy it"
          + " with docket backup rather than by hand while it is in use."),
      .table([
        ("docket.lua", "name, limits, where secrets are …: docket help api docket.lua"),
        ("docket.db", "tickets, history, people, roles, queues, settings, enabled plugins"),
        ("docket-4.db", "the same as it was before an upgrade from format 4: docket upgrade"),
        ("plugins/", "plugins of this desk"),
        ("scripts/", "scripts of this desk"),
      ]),
      .text(
        "docket.lua may also name language and time_zone, which are settings of the desk: a value"
          + " that is changed there is taken over into the desk and its history. docket setting set"
          + " changes the desk, and the file with it."),
      .text(
        "You are whoever has your system's login on the desk; its maker is admin. Who can write"
          + " docket.db can do anything to it, so keep the directory to those who may."),
      .heading("Environment"),
      .table([
        ("DOCKET_DESK", "the desk's directory where --desk is not given (else ./desk)"),
        ("DOCKET_AS", "the person to act as where --as is not given; it needs `as` too"),
        ("DOCKET_PAGER, PAGER", "what shows long output on a terminal (else less -FRX)"),
        ("DOCKET_PLUGINS", "where the plugins are that come with Docket"),
        ("NO_COLOR", "set to anything: no colours"),
        ("LC_ALL, LC_MESSAGES, LANG", "the language of a desk that is made"),
        ("TZ", "the time zone of a desk that is made (else that of /etc/localtime)"),
      ]),
      .heading("Examples"),
      .examples([
        "docket init /srv/desk", "docket --desk /srv/desk list",
        "docket person add ann --role agent --login ann",
      ]),
    ]
  }
}
