// SPDX-License-Identifier: Apache-2.0

import Rules
import SQLiteStorage
import Settings
import Storage
import Surveillance

/// One study's store at the start: watched, or the reason why it cannot be.
struct StoreOpening {
    let study: String
    let zone: StudyTimeZone
    /// The study to watch; nil when its store could not be opened.
    let watch: StudyWatch?
    /// Why it could not be.
    let failure: FollowUpStoreError?

    /// Opens the store of a study.
    init(_ settings: StudySettings) throws {
        study = settings.protocol.study
        let zone = try StudyTimeZone(settings.protocol.timeZone)
        self.zone = zone
        do {
            let store = try SQLiteFollowUpStore(path: settings.store)
            watch = StudyWatch(
                studyProtocol: settings.protocol, store: store, secondsFromUTC: zone.secondsFromUTC(at:))
            failure = nil
        } catch let error as FollowUpStoreError {
            watch = nil
            failure = error
        }
    }
}
