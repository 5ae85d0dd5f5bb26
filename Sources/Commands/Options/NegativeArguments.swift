import Display

/// Values that begin with a minus, such as the time `-2h`, kept from being taken for options.
///
/// No option of Docket's begins with a digit, so a minus before a digit begins a value.
struct NegativeArguments {
  private let arguments: [String]

  init(_ arguments: [String]) {
    self.arguments = arguments
  }

  /// The arguments as the parser takes them: `--last=-5`, and other such values behind a `--`.
  var separated: [String] {
    var options: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst(), argument != "--" {
      guard NegativeArguments.isNegative(argument) else {
        options.append(argument)
        continue
      }
      guard let option = options.last, NegativeArguments.valued.contains(option) else {
        return options + moved(argument, before: Array(rest))
      }
      options[options.count - 1] = "\(option)=\(argument)"
    }
    return arguments.contains("--") ? options + ["--"] + rest : options
  }

  /// The value behind a `--`: in its place where no option follows, else after them all.
  private func moved(_ value: String, before rest: [String]) -> [String] {
    if !rest.contains(where: { $0.hasPrefix("-") && !NegativeArguments.isNegative($0) }) {
      return ["--", value] + rest
    }
    let following = NegativeArguments(rest).separated
    guard let end = following.firstIndex(of: "--") else { return following + ["--", value] }
    return following[..<end] + ["--", value] + following[(end + 1)...]
  }

  private static func isNegative(_ argument: String) -> Bool {
    let bytes = Array(argument.utf8.prefix(2))
    return bytes.count == 2 && bytes[0] == UInt8(ascii: "-")
      && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[1])
  }

  /// The options whose values are numbers or times.
  private static let valued: Set = [
    "--at", "--due", "--since", "--last", "--version", "--parent", "--limit",
  ]
}
