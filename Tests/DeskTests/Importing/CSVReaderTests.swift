import Desk
import Foundation
import TestSupport
import Testing

/// Rows of comma-separated values, as files really have them.
@Suite struct CSVReaderTests {
  static func read(
    _ bytes: [UInt8], encoding: TextEncoding? = nil,
  ) throws -> (columns: [String], rows: [ImportRow]) {
    let folder = try TemporaryFolder()
    let file = try folder.write(Data(bytes), to: "rows.csv")
    let reader = try CSVReader(path: file, encoding: encoding)
    var rows: [ImportRow] = []
    while let row = try reader.row() { rows.append(row) }
    return (reader.columns, rows)
  }

  static func read(_ text: String) throws -> (columns: [String], rows: [ImportRow]) {
    try read(Array(text.utf8))
  }

  @Test(arguments: [
    "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4", "\u{FEFF}a,b\n1,2\n\n3,4",
  ])
  func `line ends, a byte order mark and blank lines make no difference`(text: String) throws {
    let (columns, rows) = try Self.read(text)
    #expect(columns == ["a", "b"])
    #expect(rows.map(\.fields) == [["1", "2"], ["3", "4"]])
    #expect(rows.allSatisfy { $0.problem == nil })
  }

  @Test func `a quoted field may have commas, quotes and line ends, and lines are counted`() throws
  {
    let (_, rows) = try Self.read("a,b\n\"x, \"\"y\"\"\",\"1\r\n2\n3\"\nlast,\"\"\n")
    #expect(rows.map(\.fields) == [["x, \"y\"", "1\r\n2\n3"], ["last", ""]])
    #expect(rows.map(\.line) == [2, 5])
    #expect(rows.map(\.number) == [1, 2])
  }

  @Test(arguments: [
    "a;b\n1,5;2,5\n", "a\tb\n1,5\t2,5\n", "a|b\n1,5|2,5\n", "sep=;\na;b\n1,5;2,5\n",
    "\"a\";\"b\"\r\n\"1,5\";\"2,5\"\r\n",
  ])
  func `the separator of a table is found`(text: String) throws {
    let (columns, rows) = try Self.read(text)
    #expect(columns == ["a", "b"])
    #expect(rows.map(\.fields) == [["1,5", "2,5"]])
  }

  @Test func `a comma in a column's name separates nothing where semicolons do`() throws {
    let (columns, rows) = try Self.read("Name, first;Age\nAnn;4\nBob;5\n")
    #expect(columns == ["Name, first", "Age"])
    #expect(rows.map(\.fields) == [["Ann", "4"], ["Bob", "5"]])
  }

  @Test(arguments: [String.Encoding.utf8, .utf16, .utf16LittleEndian, .utf16BigEndian])
  func `a mark at the beginning tells how a file is written`(encoding: String.Encoding) throws {
    let text = "\u{FEFF}név,b\n😀,2\n"
    var bytes = Array(try #require(text.data(using: encoding)))
    // Foundation puts a mark of its own before UTF-16 of no given order.
    if encoding == .utf16 { bytes.removeSubrange(2..<4) }
    let (columns, rows) = try Self.read(bytes)
    #expect(columns == ["név", "b"])
    #expect(rows.map(\.fields) == [["😀", "2"]])
  }

  @Test func `a file without a mark is written as somebody says`() throws {
    let (_, rows) = try Self.read(
      Array("a,b\n".utf8) + [0x80, 0xFC, 0x2C, 0x31, 0x0A], encoding: .windows1252)
    #expect(rows.map(\.fields) == [["€ü", "1"]])
    let (_, others) = try Self.read(
      Array("a,b\n".utf8) + [0xC7, 0xE0, 0xFF, 0xB8, 0xB9, 0x2C, 0x88, 0x0A],
      encoding: .windows1251)
    #expect(others.map(\.fields) == [["Заяё№", "€"]])
  }

  @Test func `half a character at the end of a file is bad`() throws {
    let (_, rows) = try Self.read([0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x62, 0, 0x63])
    #expect(rows.map(\.problem) == [.notUTF8(line: 2)])
  }

  @Test func `a repeated column gets a number that is free`() throws {
    let (columns, _) = try Self.read("a,a,a_2,a\n")
    #expect(columns == ["a", "a_3", "a_2", "a_4"])
  }

  @Test func `a row of another number of columns is bad, and the next is read`() throws {
    let (_, rows) = try Self.read("a,b\n1\n1,2,3\n4,5\n")
    #expect(
      rows.map(\.problem) == [
        .wrongCount(line: 2, found: 1, expected: 2), .wrongCount(line: 3, found: 3, expected: 2),
        nil,
      ])
    #expect(rows.last?.fields == ["4", "5"])
  }

  @Test func `text that is not UTF-8 is bad, and the next row is read`() throws {
    let (_, rows) = try Self.read(Array("a,b\n1,".utf8) + [0xFF, 0x0A] + Array("2,3\n".utf8))
    #expect(rows.map(\.problem) == [.notUTF8(line: 2), nil])
    #expect(rows.last?.fields == ["2", "3"])
  }

  @Test func `text after a closing quote is bad, and the next line is read`() throws {
    let (_, rows) = try Self.read("a,b\n\"1\"x,2\n3,4\n")
    #expect(rows.map(\.problem) == [.textAfterQuote(line: 2, column: 1), nil])
  }

  @Test func `a quote that is never closed is bad, with the line that opens it`() throws {
    let (_, rows) = try Self.read("a,b\n1,2\n3,\"4\n5,6\n")
    #expect(rows.map(\.problem) == [nil, .openQuote(line: 3, column: 2)])
  }

  @Test func `a last row that lacks columns and its line end is cut off`() throws {
    let (_, rows) = try Self.read("a,b,c\n1,2,3\n4,5")
    #expect(rows.map(\.problem) == [nil, .cutOff(line: 3, found: 2, expected: 3)])
  }

  @Test(arguments: ["", "\n\n"]) func `a file without names is refused`(text: String) throws {
    let error = #expect(throws: DeskError.self) { _ = try Self.read(text) }
    #expect(error?.description.contains("its first line names the columns") == true)
  }

  @Test func `a folder or a missing file is no file`() throws {
    #expect(throws: DeskError.self) { _ = try CSVReader(path: "/tmp") }
    #expect(throws: DeskError.self) { _ = try CSVReader(path: "/nowhere.csv") }
  }
}
