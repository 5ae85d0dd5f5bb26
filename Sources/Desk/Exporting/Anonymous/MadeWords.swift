import Crypto

/// Makes other words of words: the same one of the same word, by a key that nobody else has.
///
/// A made word has the length, the writing and the capitals of the one that it stands for. Digits
/// become other digits; what is neither letter nor digit stays, if it is something that people see.
/// Without the key nobody can try words out to see what they become.
final class MadeWords {
  private let key: [UInt8]
  private var known: [String: String] = [:]
  private var addresses: [String: String] = [:]
  private var takenAddresses: Set<String> = []
  /// The last number that the desk has given to a ticket: `#12` is kept up to that one.
  private let lastTicket: Int64

  /// So many words are remembered; all others are worked out again.
  private static let mostKnown = 20_000

  init(key: [UInt8], lastTicket: Int64) {
    self.key = key
    self.lastTicket = lastTicket
  }

  /// Which of the words that may be made are, and which stay.
  struct Choice {
    /// Another number makes other words.
    var attempt = 0
    /// Words that are no people's.
    var kept: Set<String> = []
  }

  /// A text of the same shape in other words; addresses of mail become such as nobody has.
  func text(_ text: String, _ choice: Choice = Choice()) -> String {
    var made = ""
    made.reserveCapacity(text.utf8.count)
    var rest = text[...]
    while let first = rest.first {
      if first.isWhitespace {
        made.append(MadeWords.isSeen(first) ? first : " ")
        rest = rest.dropFirst()
      } else {
        let chunk = rest.prefix { !$0.isWhitespace }
        made += self.chunk(chunk, choice)
        rest = rest[chunk.endIndex...]
      }
    }
    return made
  }

  /// Digits in place of those of a number, which keeps its sign and its length.
  func number(_ number: Int64) -> Int64 {
    let digits = self.number("\(number.magnitude)"[...], 0)
    // The longest ones may grow too large by other digits.
    let made = Int64(digits) ?? Int64(digits.prefix(18)) ?? 0
    return number < 0 ? -made : made
  }

  /// Bytes that follow from the key and that name, 32 of them.
  func bytes(of name: String, _ count: Int = 0) -> [UInt8] {
    KeyedDigest.blake2b(Array("\(count) \(name)".utf8), key: key)
  }

  /// A part between blanks: what stands around its addresses is words.
  private func chunk(_ chunk: Substring, _ choice: Choice) -> String {
    guard let at = chunk.firstIndex(of: "@") else { return words(chunk, choice) }
    let local = chunk[..<at].reversed().prefix(while: MadeWords.isOfAddress).count
    var domain = chunk[at...].dropFirst().prefix(while: MadeWords.isOfAddress)
    // That of a sentence is none of the address.
    while domain.last == "." { domain.removeLast() }
    guard local > 0, !domain.isEmpty else {
      return words(chunk[...at], choice) + self.chunk(chunk[at...].dropFirst(), choice)
    }
    let start = chunk.index(at, offsetBy: -local)
    return words(chunk[..<start], choice) + address(String(chunk[start..<domain.endIndex]))
      + self.chunk(chunk[domain.endIndex...], choice)
  }

  /// An address in place of another one, in a domain that can never be anybody's (RFC 2606).
  private func address(_ address: String) -> String {
    let folded = address.lowercased()
    if let made = addresses[folded] { return made }
    var choice = Choice()
    while true {
      let parts = address.split(separator: "@", maxSplits: 1)
      let labels = parts[1].split(separator: ".", omittingEmptySubsequences: true)
      let kept = labels.count > 1 ? labels.dropLast() : labels[...]
      let domain = kept.map { words($0, choice) } + ["example"]
      var made = "\(words(parts[0], choice))@\(domain.joined(separator: "."))"
      if choice.attempt > MadeWords.mostTries { made = "\(choice.attempt)\(made)" }
      if takenAddresses.insert(made.lowercased()).inserted {
        addresses[folded] = made
        return made
      }
      choice.attempt += 1
    }
  }

  /// After so many tries a name gets longer: there are few words of one letter.
  static let mostTries = 50

  /// Letters and digits in runs, each of which is replaced whole.
  private func words(_ text: Substring, _ choice: Choice) -> String {
    var made = ""
    var rest = text
    while let first = rest.first {
      if MadeWords.isLetter(first) {
        let word = rest.prefix(while: MadeWords.isLetter)
        made += choice.kept.contains(String(word)) ? String(word) : self.word(word, choice.attempt)
        rest = rest[word.endIndex...]
      } else if first.isWholeNumber {
        let digits = rest.prefix { $0.isWholeNumber }
        let isKept = isTicket(digits, after: made) || choice.kept.contains(String(digits))
        made += isKept ? String(digits) : number(digits, choice.attempt)
        rest = rest[digits.endIndex...]
      } else {
        made.append(MadeWords.isSeen(first) ? first : "?")
        rest = rest.dropFirst()
      }
    }
    return made
  }

  /// Whether `#12` speaks of a ticket that there is or was.
  private func isTicket(_ digits: Substring, after made: String) -> Bool {
    guard made.hasSuffix("#"), digits.first != "0", let number = Int64(digits) else { return false }
    return number <= lastTicket
  }

  private func number(_ digits: Substring, _ attempt: Int) -> String {
    let plain = digits.map { $0.wholeNumberValue.flatMap { $0 < 10 ? "\($0)" : nil } ?? "0" }
    let folded = plain.joined()
    // A nought stays one: it has no other digit to begin with.
    return folded == "0" ? folded : run(folded, kind: "number", attempt, digit)
  }

  private func digit(_ byte: UInt8, for digit: Character, at place: Int) -> Character {
    let value = place == 0 ? (digit == "0" ? 0 : 1 + Int(byte) % 9) : Int(byte) % 10
    return Character("\(value)")
  }

  private func word(_ word: Substring, _ attempt: Int) -> String {
    // Consonants and vowels take turns; which of them begins is the word's own, too.
    var turn: UInt8?
    let made = run(word.lowercased(), of: word, kind: "word", attempt) { byte, letter, place in
      let letters = MadeLetters.like(letter)
      let start = turn ?? byte >> 7
      turn = start
      let row = (place + Int(start)).isMultiple(of: 2) ? letters.first : letters.second
      return row[Int(byte & 0x7F) % row.count]
    }
    return String(zip(made, word).map { $1.isUppercase ? Character($0.uppercased()) : $0 })
  }

  private func run(
    _ folded: String, of word: Substring? = nil, kind: String, _ attempt: Int,
    _ make: (UInt8, Character, Int) -> Character,
  ) -> String {
    let name = "\(kind) \(folded)"
    if attempt == 0, let made = known[name] { return made }
    var stream: [UInt8] = []
    var blocks = 0
    var made: [Character] = []
    for (place, character) in (word ?? folded[...]).enumerated() {
      if stream.isEmpty {
        stream = bytes(of: name, attempt << 20 + blocks)
        blocks += 1
      }
      made.append(make(stream.removeLast(), character, place))
    }
    let text = String(made)
    // By chance it may be the word itself, which must not stand there.
    guard text != folded else {
      return run(folded, of: word, kind: kind, attempt + MadeWords.mostTries * 100, make)
    }
    if attempt == 0 {
      if known.count >= MadeWords.mostKnown { known.removeAll(keepingCapacity: true) }
      known[name] = text
    }
    return text
  }

  private static func isLetter(_ character: Character) -> Bool { character.isLetter }

  private static func isOfAddress(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "._%+-".contains(character))
  }

  /// Whether it is a mark, a sign or a blank that people see: what is hidden in others is not kept.
  private static func isSeen(_ character: Character) -> Bool {
    if character == "\r\n" { return true }
    let scalars = character.unicodeScalars
    guard let scalar = scalars.first, scalars.count == 1 else { return false }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .otherSymbol, .spaceSeparator, .lineSeparator, .paragraphSeparator:
      return true
    case .modifierSymbol: return scalar.isASCII
    case .control: return scalar == "\n" || scalar == "\t" || scalar == "\r"
    default: return false
    }
  }
}
