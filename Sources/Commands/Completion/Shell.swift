import ArgumentParser
import Display

/// A shell that completions are written for.
enum Shell: String, CaseIterable, ExpressibleByArgument {
  case bash
  case zsh
  case fish

  /// What makes the shell ask the program how a word goes on.
  var script: String {
    switch self {
    case .bash: Shell.bashScript
    case .zsh: Shell.zshScript
    case .fish: Shell.fishScript
    }
  }

  // bash splits words at `:` and `=`, so it gives the line itself and is told only the rest of it.
  private static let bashScript = #"""
    # bash completion of docket; read it with: source <(docket completion bash)
    _docket() {
      local answer
      COMPREPLY=()
      while IFS= read -r answer; do
        case $answer in
          :files) compopt -o default 2>/dev/null ;;
          :folders) compopt -o dirnames 2>/dev/null ;;
          *)
            COMPREPLY+=("$answer")
            case $answer in *[=:]) compopt -o nospace 2>/dev/null ;; esac
            ;;
        esac
      done < <("${COMP_WORDS[0]/#\~/$HOME}" ---complete bash "${COMP_LINE:0:COMP_POINT}" \
        "$COMP_WORDBREAKS" 2>/dev/null)
    }
    complete -F _docket docket
    """#

  private static let zshScript = #"""
    #compdef docket
    # zsh completion of docket; read it with: source <(docket completion zsh)
    _docket() {
      local answer
      local -a whole wholeShown part partShown
      while IFS= read -r answer; do
        case $answer in
          :files) _files ;;
          :folders) _files -/ ;;
          *)
            local text=${answer%%$'\t'*} meaning=${answer#*$'\t'}
            local shown=$text${meaning:+"  -- $meaning"}
            if [[ $text == *[=:] ]]; then
              part+=("$text"); partShown+=("$shown")
            else
              whole+=("$text"); wholeShown+=("$shown")
            fi
            ;;
        esac
      done < <("${(Q)words[1]}" ---complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
      (( $#whole )) && compadd -V docket -l -d wholeShown -a whole
      (( $#part )) && compadd -V docket-part -S '' -l -d partShown -a part
      return 0
    }
    if [[ $funcstack[1] == _docket ]]; then _docket "$@"; else compdef _docket docket; fi
    """#

  private static let fishScript = #"""
    # fish completion of docket; read it with: docket completion fish | source
    function __docket_complete
      set -l words (commandline -opc)
      set -l program $words[1]
      set -e words[1]
      for answer in ($program ---complete fish $words (commandline -ct) 2>/dev/null)
        switch $answer
          case ':files'
            __fish_complete_path (commandline -ct)
          case ':folders'
            __fish_complete_directories (commandline -ct)
          case '*'
            echo $answer
        end
      end
    end
    complete -c docket -f -k -a '(__docket_complete)'
    """#
}
