/// A Lua text that was read: its expressions and statements, and what each name means.
///
/// Everything lies in lists and is named by its place there, so that no text makes a tree that is too
/// deep to walk or to let go of: `a.b.b.b…` is as deep as it is long.
package struct SyntaxTree: Sendable {
  package internal(set) var expressions: [Expression] = []
  package internal(set) var statements: [Statement] = []
  /// The chunk is the first one.
  package internal(set) var functions: [Function] = []
  /// `_ENV` is the first one.
  package internal(set) var variables: [Variable] = []
  /// Whether the text names `_ENV`, so that its globals may be anything.
  package internal(set) var namesEnvironment = false

  package subscript(id: Expression.ID) -> Expression { expressions[id.index] }
  package subscript(id: Statement.ID) -> Statement { statements[id.index] }
  package subscript(id: Function.ID) -> Function { functions[id.index] }
  package subscript(id: Variable.ID) -> Variable { variables[id.index] }

  /// What the text does when it runs.
  package var body: Block { functions[0].body }

  init() {}
}

/// Statements that run one after the other.
package typealias Block = [Statement.ID]

extension SyntaxTree {
  package struct Expression: Sendable {
    package struct ID: Hashable, Sendable {
      package let index: Int

      /// Names what stands at a place of the tree's list.
      package init(index: Int) { self.index = index }
    }

    package enum Kind: Sendable {
      case `nil`
      case boolean(Bool)
      case integer(Int64)
      case number(Double)
      case string(String)
      /// `...`
      case arguments
      case function(Function.ID)
      /// A variable of this function or of one around it.
      case variable(Variable.ID)
      case global(String)
      /// `base[key]`; of `base.name` the key is a string.
      case index(base: ID, key: ID)
      case call(ID, arguments: [ID])
      /// `object:name(…)`
      case method(ID, name: String, at: Place, arguments: [ID])
      case table([Item])
      case unary(Symbol, ID)
      case not(ID)
      case binary(Symbol, ID, ID)
      case and(ID, ID)
      case or(ID, ID)
      /// In parentheses: one value, of whatever number.
      case one(ID)
    }

    package let kind: Kind
    package let place: Place
    /// The function whose code it is.
    package let function: Function.ID
  }

  /// What stands in a table's braces.
  package struct Item: Sendable {
    package enum Key: Sendable {
      /// The next position.
      case position
      case name(String)
      case value(Expression.ID)
    }

    package let key: Key
    package let value: Expression.ID
    package let place: Place
  }

  package struct Statement: Sendable {
    package struct ID: Hashable, Sendable {
      package let index: Int

      /// Names what stands at a place of the tree's list.
      package init(index: Int) { self.index = index }
    }

    package enum Kind: Sendable {
      case local([Variable.ID], [Expression.ID])
      /// `local function`, also.
      case assign([Expression.ID], [Expression.ID])
      case call(Expression.ID)
      case `do`(Block)
      case `while`(Expression.ID, Block)
      case `repeat`(Block, until: Expression.ID)
      case `if`([Branch], otherwise: Block?)
      case count(Variable.ID, from: Expression.ID, to: Expression.ID, by: Expression.ID?, Block)
      case each([Variable.ID], in: [Expression.ID], Block)
      case `return`([Expression.ID])
      case `break`
      case goto(String)
      case label(String)
    }

    package let kind: Kind
    package let place: Place
    package let function: Function.ID
  }

  package struct Branch: Sendable {
    package let condition: Expression.ID
    package let body: Block
  }

  package struct Function: Sendable {
    package struct ID: Hashable, Sendable {
      package let index: Int

      /// Names what stands at a place of the tree's list.
      package init(index: Int) { self.index = index }
    }

    package internal(set) var parameters: [Variable.ID] = []
    package let takesMore: Bool
    package internal(set) var body: Block = []
    package let place: Place
    /// The function around it; `nil` for the chunk.
    package let parent: ID?
    /// Variables of functions around it that it, or one within it, names.
    package internal(set) var upvalues: Set<Variable.ID> = []
  }

  /// A local variable, with all that is ever done to it.
  package struct Variable: Sendable {
    package struct ID: Hashable, Sendable {
      package let index: Int

      /// Names what stands at a place of the tree's list.
      package init(index: Int) { self.index = index }
    }

    package enum Origin: Sendable {
      /// `_ENV`, which the chunk is given.
      case environment
      /// `local`; the value is known where one expression stands for it alone.
      case local(Expression.ID?)
      case parameter(Int)
      /// The variable of a loop; the position among several.
      case loop(Int)
    }

    package let name: String
    package let place: Place
    /// The function that it belongs to.
    package let function: Function.ID
    package internal(set) var origin: Origin
    package let isConstant: Bool
    /// Where it gets another value.
    package internal(set) var assignments: [Use] = []
  }

  /// That a variable is named somewhere.
  package struct Use: Hashable, Sendable {
    package let place: Place
    /// In whose code.
    package let function: Function.ID
  }
}

package typealias Expression = SyntaxTree.Expression
package typealias Statement = SyntaxTree.Statement
package typealias Variable = SyntaxTree.Variable
package typealias Function = SyntaxTree.Function
