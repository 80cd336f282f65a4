// A chapter writes `verdict: .holds`, and so must see the one type of the weaver that it speaks of.
@_exported public import enum Weaver.Verdict
