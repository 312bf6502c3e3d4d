// SPDX-License-Identifier: Apache-2.0

import Trial

/// Puts a digest into words, in the order of its readers' questions: what needs an answer, how are the arms, what
/// happened, what may stop the trial, what is open, what was wrong, what is to be mended.
struct Layout {
    let digest: Digest
    let wording: Wording

    /// The whole page.
    func page() -> Page {
        let status = digest.status
        let crossed = status.boundaries.filter { $0.proximity.rank == 0 }.count
        return Page(
            kind: wording.kind,
            title: digest.header.study,
            subtitle: digest.header.title,
            verdict: wording.verdict(critical: status.critical, urgent: status.urgent, crossed: crossed),
            verdictTone: status.critical.total + crossed > 0 ? .critical : status.urgent.total > 0 ? .urgent : .calm,
            facts: facts(),
            notices: notices(),
            sections: [
                statusSection(), armSection(), eventSection(), boundarySection(), alertSection(),
                correctionSection(), qualitySection(),
            ],
            footer: wording.footer(digest.header),
            contentsLabel: wording.contents
        )
    }

    private func facts() -> [Fact] {
        let header = digest.header
        return [
            Fact(name: wording.reviewedUntil, text: wording.instant(header.cutOff, in: header.zone)),
            Fact(name: wording.newestRow, text: header.newestRow?.description ?? wording.noRow),
            Fact(name: wording.prepared, text: wording.instant(header.preparedAt, in: header.zone)),
            Fact(
                name: wording.changesSince,
                text: header.since.map { wording.instant($0, in: header.zone) } ?? wording.changesSinceBeginning),
            Fact(name: wording.grading, text: wording.version(header.ctcae)),
            Fact(name: wording.followUpStore, text: wording.storePosition(header.feed), isCode: true),
            Fact(name: wording.protocolVersion, text: header.protocolVersion, isCode: true),
            Fact(name: wording.auditHead, text: header.auditHead ?? wording.noAuditHead, isCode: true),
        ]
    }

    private func notices() -> [Notice] {
        var notices = [Notice(title: wording.proposalsTitle, text: wording.proposals, tone: .plain)]
        let unverified = digest.header.unverifiedRules
        if !unverified.isEmpty {
            let text = wording.unvalidated(unverified.count, of: digest.header.rules)
            notices.append(Notice(title: wording.unvalidatedTitle, text: text, tone: .urgent))
        }
        return notices
    }
}
