// SPDX-License-Identifier: Apache-2.0

/// The score of Pocock's method: −log P(Bin(n, p0) ≥ y).
struct PocockScore: BinaryScore {
    private let tails: BinomialTails

    init(nullProbability: Double, subjectsMax: Int) {
        tails = BinomialTails(probability: nullProbability, trialsMax: subjectsMax)
    }

    func scores(subjects: Int) -> [Double] {
        tails.logUpperTails(trials: subjects).map { -$0 }
    }
}
