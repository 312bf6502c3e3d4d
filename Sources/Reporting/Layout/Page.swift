// SPDX-License-Identifier: Apache-2.0

/// The digest laid out in words, before it is drawn: both renderers draw this, so that they never disagree.
struct Page {
    /// What kind of document it is, above the title.
    var kind: String
    var title: String
    var subtitle: String
    /// The whole status in one sentence.
    var verdict: String
    var verdictTone: Tone
    var facts: [Fact]
    var notices: [Notice]
    var sections: [PageSection]
    var footer: String
    /// What the list of sections is called.
    var contentsLabel: String
}

/// How a text should strike the reader; it is never the only carrier of a meaning.
enum Tone: String {
    case plain, muted, critical, urgent, daily, query, calm
}

/// A name and what it stands at.
struct Fact {
    var name: String
    var text: String
    /// Whether the text is a hash or an identity, which may break anywhere.
    var isCode = false
}

/// A sentence that qualifies the whole digest.
struct Notice {
    var title: String
    var text: String
    var tone: Tone
}

/// A numbered section.
struct PageSection {
    /// The fragment that links lead to.
    var anchor: String
    var title: String
    var blocks: [Block]
}

/// A part of a section.
enum Block {
    case heading(String)
    case text(String, Tone)
    case figures([KeyFigure])
    case entries([Entry])
    case table(Table)
    case chart(BoundaryChart, Table)
}

/// A number that is read from across the room.
struct KeyFigure {
    var number: String
    var name: String
    var detail: String
    var tone: Tone
}

/// One item of a list: an alert, an arm at its boundary, a correction.
struct Entry {
    var badge: String
    var tone: Tone
    var title: String
    /// Short facts, each kept together when the line is broken.
    var facts: [String]
    /// Longer remarks, each with a name.
    var remarks: [Fact] = []
}

/// A table whose rows may stand under group titles.
struct Table {
    var caption: String
    var note: String?
    var columns: [Column]
    var groups: [RowGroup]
    /// Whether a narrow screen sets each row as a block with named values; otherwise the table scrolls in its box.
    var stacksWhenNarrow = true
}

/// A column and how it is set.
struct Column {
    enum Alignment { case leading, trailing }

    var title: String
    var alignment: Alignment
    /// Whether its cells name their rows.
    var isRowHeader = false
}

/// Rows that belong together.
struct RowGroup {
    /// What they have in common; nil when the table has one group without a name.
    var title: String?
    /// Whether the group sums up the others.
    var isTotal = false
    var rows: [[Cell]]
}

/// One cell.
struct Cell {
    var text: String
    var tone: Tone = .plain
}
