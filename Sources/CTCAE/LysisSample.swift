// SPDX-License-Identifier: Apache-2.0

import Trial

/// A sample of a marker of tumour lysis.
struct LysisSample {
    /// What was measured or derived.
    var analyte: Analyte
    /// Its values; nil when they cannot be read.
    var reading: Reading?
    /// Why they cannot be read.
    var refusal: UngradableReason?
    /// When it was collected.
    var date: ClinicalDate
    /// Whether the study calls it the baseline.
    var isBaseline: Bool
    /// What a reader should know.
    var remarks: JoinedGrade.Remarks

    private init?(_ result: LabResult, as analyte: Analyte, remarks: JoinedGrade.Remarks = []) {
        guard let date = result.collected, result.value != .missing else { return nil }
        self.analyte = analyte
        self.date = date
        isBaseline = result.isBaseline
        self.remarks = remarks
        do throws(UngradableReason) {
            reading = try Reading(result, as: analyte)
        } catch {
            refusal = error
        }
    }

    private init?(_ derived: DerivedResult, of calcium: LabResult) {
        guard let date = derived.collected, case .derived(let range, let unit, _) = derived.outcome else { return nil }
        analyte = .correctedCalcium
        reading = Reading(range: range, unit: unit, rows: derived.rows)
        self.date = date
        isBaseline = calcium.isBaseline
        remarks = .derivedValue
    }

    /// The samples of a marker, in row order; of a draw's calcium the corrected one alone, where there is one.
    static func all(_ marker: LysisMarker, draws: Draws, derived: [DerivedResult]) -> [LysisSample] {
        switch marker {
        case .urate: samples(of: .urate, draws)
        case .potassium: samples(of: .potassium, draws)
        case .phosphate: samples(of: .phosphate, draws)
        case .calcium:
            samples(of: .correctedCalcium, draws)
                + draws.results(of: .calcium).filter { !draws.isReported(.correctedCalcium, with: $0) }
                .compactMap { total in
                    let corrected = derived.first {
                        $0.derivation == .correctedCalcium && $0.origin == total.key
                    }
                    return corrected.flatMap { LysisSample($0, of: total) }
                        ?? LysisSample(total, as: .calcium, remarks: .uncorrected)
                }
        }
    }

    private static func samples(of analyte: Analyte, _ draws: Draws) -> [LysisSample] {
        draws.results(of: analyte).compactMap { LysisSample($0, as: analyte) }
    }
}

/// The days around the start of therapy in which laboratory tumour lysis counts.
struct LysisWindow {
    /// What a sample's change is measured from.
    enum Reference {
        /// A sample before it.
        case sample(LysisSample)
        /// The sample is the baseline, or lies before it.
        case itself
        /// None is known.
        case missing
    }

    /// The start of therapy.
    var start: ClinicalDate
    /// How many days before it the window opens.
    var daysBefore: Int
    /// How many days after it the window closes.
    var daysAfter: Int

    /// Whether a date lies in the window whatever day therapy began of those it may have begun.
    func holds(_ date: ClinicalDate) -> Bool {
        date.earliest >= start.latest - daysBefore && date.latest <= start.earliest + daysAfter
    }

    /// Whether a date may lie in the window.
    func mayHold(_ date: ClinicalDate) -> Bool {
        date.latest >= start.earliest - daysBefore && date.earliest <= start.latest + daysAfter
    }

    /// The baseline of a sample: what the study calls so, else the last sample before therapy.
    ///
    /// A sample of the first day without a time counts as taken before therapy, as is usual for SDTM LBLOBXFL.
    func baseline(of sample: LysisSample, among samples: [LysisSample]) -> Reference {
        let alike = samples.filter { $0.analyte == sample.analyte && $0.reading != nil }
        let before = alike.filter { $0.isBaseline }
        let candidates = before.isEmpty ? alike.filter { !isAfter($0.date, start) } : before
        guard let baseline = candidates.max(by: { ($0.date.latest, $0.minute) < ($1.date.latest, $1.minute) }) else {
            return .missing
        }
        return isAfter(sample.date, baseline.date) ? .sample(baseline) : .itself
    }

    private func isAfter(_ date: ClinicalDate, _ other: ClinicalDate) -> Bool {
        guard date.earliest == other.latest, let minute = date.minuteOfDay, let earlier = other.minuteOfDay else {
            return date.earliest > other.latest
        }
        return minute > earlier
    }
}

extension LysisSample {
    fileprivate var minute: Int { date.minuteOfDay ?? 0 }
}
