extension English {
  static let network = Section(
    "The network",
    advice: """
      A plugin reaches the hosts that its manifest names (`docket plugin info NAME`); addresses \
      inside a network are reached only where it names them as addresses.
      """,
    [
      "network.address": """
      {host} leads to an address that is not on the internet, and no permission names that address
      """,
      "network.bad_characters": """
      the URL has blanks, control characters or letters beyond ASCII: write them as %20 and so on
      """,
      "network.bad_host": """
      the URL's host is neither a name of letters, digits and hyphens nor an address
      """,
      "network.bad_scheme": "the URL begins with neither http:// nor https://",
      "network.body": "a text; secrets go into url and headers only",
      "network.body_limit": "has {count} bytes; the most is {most}",
      "network.body_too_large": "the answer of {host} has more than {limit} bytes",
      "network.broken": "the exchange with {host} broke off: {reason}",
      "network.certificate": "the certificate of {host} is not trusted: {reason}",
      "network.closed": "this case answers no requests: give it desk:http(fn)",
      "network.connect": "{host} cannot be connected to",
      "network.credentials": """
      the URL has a name or password in it: give them in the header Authorization
      """,
      "network.downgrade": "{host} leads from https to http, which everybody can read",
      "network.dry_run": "nothing is sent in a dry run",
      "network.elsewhere": "{host} leads on to {other}, which no permission names",
      "network.forbidden": """
      docket.http.request: `{host}` needs the permission http:{host}, which {plugin} does not ask \
      for in its {file}{named}
      """,
      "network.head_too_large": "the answer of {host} has headers of more than {limit} bytes",
      "network.header": "docket.http.request: the header `{name}` {problem}",
      "network.header_control": "has a line end or another control character in it",
      "network.header_name": "docket.http.request: a header has a name that is none",
      "network.header_reserved": "is for the connection to set",
      "network.header_wants": "wants a text, got {got}",
      "network.headers": """
      docket.http.request: `headers` are more than {most}, or have more than {bytes} bytes
      """,
      "network.hidden": "its host is secret, and so are the details",
      "network.no_library": """
      libcurl is not installed: install it as libcurl4 with the system's packages
      """,
      "network.none_here": "docket.http.request has no network here",
      "network.nor_settings": ", and the settings it names ({settings}) do not say either",
      "network.permission_at":
        "name the permission `{name}`, whose @ wants the name of a setting",
      "network.permission_host": """
      name the permission `{name}`; it wants a host, with a port where only one is meant, as \
      http:example.org or http:127.0.0.1:8080
      """,
      "network.permission_setting": """
      name the permission `{name}`, but no setting of texts, or secret, is called `{setting}`
      """,
      "network.redirect": "{host} leads on to what is no web address: {reason}",
      "network.redirects": "{host} leads on more than {count} times",
      "network.resolve": "no address is known for {host}",
      "network.spent": "this run has waited for the network as long as it may: {seconds} s",
      "network.stopped": "the worker is ending; it is done again later",
      "network.timed_out": "{host} did not answer within {milliseconds} ms",
      "network.wants_timeout": "wants more than 0 and at most {most} seconds",
      "network.wants_url": "docket.http.request: `url` wants a text, got {got}",
    ])
}
