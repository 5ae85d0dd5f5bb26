/// An error that says what is wrong in a text of the catalogue.
///
/// It can stand in another text as it is: `["reason": error]`. Its description is the text in
/// English; each error declares it itself, so that who prints one need not know of texts.
package protocol TextError: Error, CustomStringConvertible, TextConvertible {
  /// What is wrong.
  var text: Text { get }
}

extension TextError {
  package var textValue: TextValue { .text(text) }
}

extension Text {
  /// What an error says: its own text, or its description where it has none.
  package init(of error: any Error) {
    self = (error as? any TextError)?.text ?? Text(words: "\(error)")
  }
}
