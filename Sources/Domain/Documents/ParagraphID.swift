// SPDX-License-Identifier: MPL-2.0

/// Names the identity of a block of text; see `DocumentText`.
public enum ParagraphMark {}

/// A block's own identity. It carries no meaning and stays with the block from version to version when a person confirms
/// that the two are the same; what binds to a paragraph binds to (document, paragraph id, version).
public typealias ParagraphID = ID<ParagraphMark>
