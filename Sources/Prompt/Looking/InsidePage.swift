import Desk
import Display
import Kernel
import Texts

/// What is inside of a plugin's sandbox, read-only.
struct InsidePage {
  let inside: PluginInside

  func lines(on surface: Surface) -> [String] {
    func heading(_ text: Text) -> [String] { ["", surface.styled(surface.words(text), .heading)] }
    let spec = inside.spec
    let head = PairList([
      (surface.words(Text.columnPlugin), "\(spec.name) \(spec.version)"),
      (
        surface.words(Text.columnSummary),
        spec.summaries?[surface.language.code] ?? spec.summary
      ),
    ])
    let settings = PairList(
      inside.settings.map { ($0.name, InsidePage.words(of: $0, on: surface)) })
    return head.lines(on: surface)
      + (settings.pairs.isEmpty ? [] : heading(Text.promptSettings) + settings.lines(on: surface))
      + heading(Text.promptState) + state(on: surface)
      + (inside.functions.isEmpty ? [] : heading(Text.promptFunctions) + functions(on: surface))
  }

  private func state(on surface: Surface) -> [String] {
    switch inside.state {
    case .counted(let keys, let characters):
      return [surface.words(Text.promptStateHidden(keys: keys, characters: characters))]
    case .told(let pairs, _) where pairs.isEmpty:
      return [surface.styled(surface.words(Text.promptStateEmpty), .faint)]
    case .told(let pairs, let count):
      let more =
        count > pairs.count ? [surface.words(Text.promptAndMore(count: count - pairs.count))] : []
      return PairList(pairs.map { ($0.key.visible, $0.value) }).lines(on: surface) + more
    }
  }

  private func functions(on surface: Surface) -> [String] {
    var table = Table([
      .init(Text.columnStep), .init(Text.columnFunction), .init(Text.columnFrom),
      .init(Text.promptKeeps, isFlexible: true),
    ])
    for function in inside.functions {
      table.append([
        .init(surface.words(Text(name: function.key.kind, of: .step))), .init(function.key.name),
        .init("\(function.file):\(function.line)"),
        .init(function.variables.map(InsidePage.words).joined(separator: ", ")),
      ])
    }
    return table.lines(on: surface)
  }

  /// A variable with the beginning of its digest, which differs once its value does.
  private static func words(of variable: RegisteredFunction.Variable) -> String {
    "\(variable.name) #\(String(variable.digest, radix: 16).prefix(8))"
  }

  private static func words(of setting: PluginSetting, on surface: Surface) -> String {
    guard !setting.isSecret else {
      return setting.place == nil ? "–" : surface.words(Text.pageSecret)
    }
    return (setting.given ?? setting.standard)?.text ?? "–"
  }

  var json: JSON {
    let state: JSON =
      switch inside.state {
      case .told(let pairs, _):
        .object(pairs.map { ($0.key, (try? JSON(parsing: $0.value)) ?? .string($0.value)) })
      case .counted(let keys, let characters):
        .object([("keys", .integer(Int64(keys))), ("characters", .integer(characters))])
      }
    let settings = inside.settings.map { setting in
      (
        setting.name,
        setting.isSecret ? JSON.string("(secret)") : setting.given ?? setting.standard ?? .null
      )
    }
    return .object([
      ("plugin", .string(inside.spec.name)), ("version", .string(inside.spec.version)),
      ("settings", .object(settings)), ("state", state),
      (
        "functions",
        .array(
          inside.functions.map { function in
            .object([
              ("kind", .string(function.key.kind)), ("name", .string(function.key.name)),
              ("file", .string(function.file)), ("line", .integer(Int64(function.line))),
              (
                "variables",
                .object(
                  function.variables.map { ($0.name, .string(String($0.digest, radix: 16))) })
              ),
            ])
          })
      ),
    ])
  }
}
