// SPDX-License-Identifier: Apache-2.0

package import Rules
import Trial

extension Alert {
    /// The alert without what tells who takes what; its own self where the trial is open.
    ///
    /// Every message and every sheet is made of this one. An alert over an arm names neither the arm nor its subjects,
    /// who would be told to be of one arm.
    package func masked(by mask: TreatmentMask?) -> Alert {
        guard let mask else { return self }
        var masked = self
        masked.circumstances?.arm = nil
        masked.episode.evidence = masked.episode.evidence.map { $0.masked(by: mask) }
        masked.episode.closing = masked.episode.closing.map { $0.masked(by: mask) }
        guard case .arm = scope else { return masked }
        masked.scope = .arm(TreatmentMask.word)
        (masked.episode.evidence, masked.episode.closing) = ([], [])
        return masked
    }
}

extension AlertChange {
    /// The change without what tells who takes what; its own self where the trial is open.
    package func masked(by mask: TreatmentMask?) -> AlertChange {
        guard let mask else { return self }
        var masked = self
        masked.alert = alert.masked(by: mask)
        if case .arm = alert.scope { masked.corrections = [] }
        masked.corrections = masked.corrections.map { $0.masked(by: mask) }
        return masked
    }
}

extension Evidence {
    fileprivate func masked(by mask: TreatmentMask) -> Evidence {
        Evidence(key: key.masked(by: mask), reading: mask.covering(reading))
    }
}

extension Correction {
    fileprivate func masked(by mask: TreatmentMask) -> Correction {
        Correction(key: key.masked(by: mask), before: mask.covering(before), after: after.map(mask.covering))
    }
}

extension RowKey {
    fileprivate func masked(by mask: TreatmentMask) -> RowKey { RowKey(domain: domain, text: mask.covering(text)) }
}
