// SPDX-License-Identifier: Apache-2.0

/// The words that a reader allowed at one place of a file.
///
/// The vocabulary is closed, and stands here and in the schema that editors read; tests compare the two by these.
struct VocabularyUse: Hashable {
    /// What the words are.
    enum Kind: Hashable {
        /// The keys of a mapping.
        case keys
        /// The values of a scalar.
        case values
    }

    var kind: Kind
    /// The file, and the place in the file's own terms.
    var file: String
    var path: String
    /// Every word that is allowed there.
    var words: [String]
    /// The reader: source file and line.
    var reader: String
}
