// SPDX-License-Identifier: Apache-2.0

import Alerting
import Kit
import Rules
import Testing
import Trial

/// A rule that says in the protocol which name it had.
@Suite struct RenamedRuleTests {
    private let low = record("S", "DM  IXA\nLB  PLAT  24 10^9/L  2024-01-08")
    private let corrected = record("S", "DM  IXA\nLB  PLAT  240 10^9/L  2024-01-08")
    private let unreadable = record("S", "DM  IXA\nLB  PLAT  PENDING  2024-01-08")

    /// The platelet hold under a new name.
    private func renamed(formerly: [String] = ["platelet-hold"], version: String = "2") -> SubjectRule {
        var rule = SubjectRule.plateletHold
        rule.id = "platelets-low"
        rule.version = version
        rule.formerly = formerly
        return rule
    }

    private func bookWithAlert(_ rules: [SubjectRule] = [.plateletHold]) -> AlertBook {
        var book = AlertBook()
        book.review(low, under: .small(rules), at: moment("2024-03-01"))
        return book
    }

    @Test(arguments: ["1", "2"]) func `an alert goes on under the new name, and nobody is told`(_ version: String) {
        var book = bookWithAlert()
        let changes = book.review(low, under: .small([renamed(version: version)]), at: moment("2024-03-02"))
        #expect(changes.map(\.kinds) == [[.amended]])
        #expect(changes[0].reasons == (version == "1" ? [.ruleRenamed] : [.ruleRenamed, .ruleChanged]))
        #expect(changes.map(\.notification) == [.hold(.nothingToActOn)])
        #expect(book.only.episode.rule == "platelets-low")
        #expect(book.review(low, under: .small([renamed(version: version)]), at: moment("2024-03-03")) == [])
    }

    @Test func `an answer stands through the new name`() {
        var book = bookWithAlert()
        book.acknowledge(book.only.id)
        book.review(low, under: .small([renamed()]), at: moment("2024-03-02"))
        #expect(book.only.state == .acknowledged)
        #expect(book.only.acknowledgement?.officer == "Li")
    }

    @Test func `without the earlier name one alert is superseded and another raised`() {
        var book = bookWithAlert()
        let changes = book.review(low, under: .small([renamed(formerly: [])]), at: moment("2024-03-02"))
        #expect(Set(changes.map(\.kinds)) == [[.raised], [.superseded]])
    }

    @Test(arguments: ["1", "2"])
    func `what the renamed rule no longer finds is superseded, never retracted`(version: String) {
        var book = bookWithAlert()
        let changes = book.review(corrected, under: .small([renamed(version: version)]), at: moment("2024-03-02"))
        #expect(changes.map(\.kinds) == [[.superseded]])
        #expect(changes.map(\.reasons) == [[.ruleWithdrawn]])
    }

    @Test func `a row that cannot be read leaves the alert of the earlier name standing`() {
        var book = bookWithAlert()
        book.review(unreadable, under: .small([renamed()]), at: moment("2024-03-02"))
        #expect(book.only.closure == nil)
        #expect(book.only.episode.uncertainties == [.evidenceUncertain])
        book.review(low, under: .small([renamed()]), at: moment("2024-03-03"))
        #expect(book.only.episode.rule == "platelets-low")
        #expect(book.only.episode.uncertainties == [])
    }

    @Test func `two rules that became one leave the older alert`() {
        var second = SubjectRule.plateletHold
        second.id = "platelets"
        var book = bookWithAlert([.plateletHold, second])
        #expect(book.open.count == 2)
        let rule = renamed(formerly: ["platelet-hold", "platelets"])
        book.review(low, under: .small([rule]), at: moment("2024-03-02"))
        #expect(book.open.map(\.episode.rule) == ["platelets-low"])
        #expect(book.alerts.compactMap(\.closure) == [.merged(into: book.open[0].id)])
    }
}
