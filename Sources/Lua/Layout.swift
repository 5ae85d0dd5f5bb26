import CLuaSandbox

/// What all sandboxes of one kind share: the key table, the shapes of records, and the host
/// functions.
///
/// It is made once and never changed; sandboxes on several threads read it.
package final class Layout: Sendable {
  package let keys: KeyTable
  package let shapes: [Shape]
  let functions: [HostFunction]
  private let functionNumbers: [String: Int32]
  let native: NativeLayout

  /// Numbers the shapes and functions in the order given; keys of shapes join the key table.
  package init(keys: KeyTable = KeyTable(), shapes: [Shape] = [], functions: [HostFunction] = []) {
    var allKeys = keys
    let shapeKeys = shapes.map { shape in shape.keys.map { allKeys.add($0) } }
    self.keys = allKeys
    self.shapes = shapes
    self.functions = functions
    var numbers: [String: Int32] = [:]
    for (number, function) in functions.enumerated() { numbers[function.path] = Int32(number) }
    functionNumbers = numbers
    native = NativeLayout()
    for name in allKeys.names { native.addKey(name) }
    for function in functions { native.addFunction(function.path) }
    for (shape, keys) in zip(shapes, shapeKeys) {
      native.addShape(shape, keys: keys.map(\.rawValue), functions: numbers)
    }
  }

  /// The number of a host function, for iterators; nil when there is none at that path.
  package func function(_ path: String) -> FunctionID? {
    functionNumbers[path].map(FunctionID.init)
  }

  /// The number of a shape by its name; nil when there is none.
  package func shape(_ name: String) -> ShapeID? {
    shapes.firstIndex { $0.name == name }.map { ShapeID(UInt16($0)) }
  }
}

/// Owns the C side of a layout.
///
/// The proof for `@unchecked Sendable`: the pointer is set once; what it points to is written only in
/// the `init` of `Layout`, before any other thread can have a reference, and freed in `deinit`, after
/// the last one is gone. C only reads it in between.
@safe final class NativeLayout: @unchecked Sendable {
  let pointer: OpaquePointer

  fileprivate init() {
    guard let made = unsafe sandbox_layout_new() else { preconditionFailure("no memory left") }
    unsafe pointer = made
  }

  deinit {
    unsafe sandbox_layout_free(pointer)
  }

  fileprivate func addKey(_ name: String) {
    let done = unsafe withBytes(of: name) { unsafe sandbox_layout_key(pointer, $0) }
    precondition(done, "a key could not be added")
  }

  fileprivate func addFunction(_ path: String) {
    let done = unsafe withBytes(of: path) { unsafe sandbox_layout_function(pointer, $0) }
    precondition(done, "a function could not be added")
  }

  fileprivate func addShape(_ shape: Shape, keys: [UInt16], functions: [String: Int32]) {
    let done = unsafe withBytes(of: shape.name) { name in
      unsafe sandbox_layout_shape(pointer, name, keys, keys.count)
    }
    precondition(done, "a shape could not be added")
    for (name, path) in shape.methods {
      guard let function = functions[path] else {
        preconditionFailure("the method \(name) of \(shape.name) needs the function \(path)")
      }
      let done = unsafe withBytes(of: name) { unsafe sandbox_layout_method(pointer, $0, function) }
      precondition(done, "a method could not be added")
    }
    for (name, key) in shape.aliases {
      guard let number = zip(shape.keys, keys).first(where: { $0.0 == key })?.1 else {
        preconditionFailure("\(name) of \(shape.name) stands for \(key), which it has not")
      }
      let done = unsafe withBytes(of: name) { unsafe sandbox_layout_alias(pointer, $0, number) }
      precondition(done, "an alias could not be added")
    }
    for (name, text) in shape.hints {
      let done = unsafe withBytes(of: name) { name in
        unsafe withBytes(of: text) { unsafe sandbox_layout_hint(pointer, name, $0) }
      }
      precondition(done, "a hint could not be added")
    }
  }
}

func withBytes<Result>(of text: String, _ body: (sandbox_bytes) -> Result) -> Result {
  var text = text
  return text.withUTF8 { bytes in
    unsafe body(sandbox_bytes(start: bytes.baseAddress, count: bytes.count))
  }
}

extension String {
  init(_ bytes: sandbox_bytes) {
    let buffer = unsafe UnsafeBufferPointer(start: bytes.start, count: bytes.count)
    self = unsafe String(decoding: buffer, as: UTF8.self)
  }
}
