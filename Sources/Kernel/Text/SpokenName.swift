import Texts

/// A name of the program's own that people read in their language, and programs as it is.
package protocol SpokenName: RawRepresentable<String>, TextConvertible {
  /// What such names are.
  static var nameKind: NameKind { get }
}

extension SpokenName {
  /// The name for people.
  package var text: Text { Text(name: rawValue, of: Self.nameKind) }

  package var textValue: TextValue { .text(text) }
}

extension Verb: SpokenName {
  package static var nameKind: NameKind { .verb }
}

extension DeskAction: SpokenName {
  package static var nameKind: NameKind { .verb }
}

extension Source: SpokenName {
  package static var nameKind: NameKind { .source }
}

extension RoleSpec.Side: SpokenName {
  package static var nameKind: NameKind { .side }
}

extension RedactablePart: SpokenName {
  package static var nameKind: NameKind { .part }
}

extension PayloadPart: SpokenName {
  package static var nameKind: NameKind { .part }
}

extension TicketPart: SpokenName {
  package static var nameKind: NameKind { .seat }
}

extension LogLine.Level: SpokenName {
  package static var nameKind: NameKind { .level }
}

extension OutboxRow.Kind: SpokenName {
  package static var nameKind: NameKind { .row }
}

extension OutboxRow.State: SpokenName {
  package static var nameKind: NameKind { .state }
}

extension Entry.Visibility: SpokenName {
  package static var nameKind: NameKind { .visibility }
}

extension Category: SpokenName {
  package static var nameKind: NameKind { .category }
}

extension Renaming.Kind: SpokenName {
  package static var nameKind: NameKind { .thing }
}

extension HookSpec.Kind: SpokenName {
  package static var nameKind: NameKind { .step }
}
