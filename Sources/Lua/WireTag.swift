/// The first byte of a value in the flat buffer; the other end is `wire.h` of CLuaSandbox.
enum WireTag: UInt8 {
  case null
  case `false`
  case `true`
  case integer
  case number
  case string
  case bytes
  case array
  case table
  case record
  case none
  case function
  case iterator
  case list
  case view
}
