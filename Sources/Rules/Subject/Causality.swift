// SPDX-License-Identifier: Apache-2.0

import Trial

extension CausalityWords {
    /// Whether the investigator judges a study drug to be the cause; a cause that is not excluded is neither.
    func relates(_ report: AdverseEvent) -> Answer {
        switch meaning(of: report.causality) {
        case .related: .yes
        case .notRelated: .no
        case .notExcluded: .unknown
        }
    }
}
