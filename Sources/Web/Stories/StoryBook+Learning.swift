// SPDX-License-Identifier: MPL-2.0
import Domain

/// Courses, their pages and certificates in their notable states.
extension StoryBook {
    static var course: [Story] {
        [
            Story("course", by: .holder(.security)) { $0.course.map { .route(.course($0.id)) } },
            Story("course-head", by: .holder(.unitHead)) { $0.course.map { .route(.course($0.id)) } },
            Story("course-plain", by: .plain) { $0.course.map { .route(.course($0.id)) } },
        ]
    }

    static var lesson: [Story] {
        [
            Story("lesson", by: .plain) { $0.course.map { .route(.lesson($0.id, 5)) } },
            Story("lesson-question", by: .plain) { $0.course.map { .route(.lesson($0.id, 11)) } },
            Story("lesson-result", by: .plain) { $0.course.map { .route(.lesson($0.id, 19)) } },
            // Where stories are told there is no listener for packages, which the page says.
            Story("lesson-package", by: .plain) { $0.packaged.map { .route(.lesson($0.id, 1)) } },
            Story("lesson-package-result", by: .plain) { $0.packaged.map { .route(.lesson($0.id, 2)) } },
        ]
    }

    static var certificate: [Story] {
        [
            Story("certificate", by: .holder(.security)) { world in
                world.certificate.map { .route(.certificate($0.id, $1.certificate)) }
            }
        ]
    }
}

extension StoryWorld {
    /// The first that is open.
    var course: Course? {
        register.courses.values.filter { $0.holds(on: today) }
            .sorted { ($0.opening?.number ?? 0) < ($1.opening?.number ?? 0) }.first
    }

    /// The one that was opened last is a package from elsewhere.
    var packaged: Course? {
        register.courses.values.filter { $0.holds(on: today) }
            .max { ($0.opening?.number ?? 0) < ($1.opening?.number ?? 0) }
    }

    /// The newest certificate of it.
    var certificate: (course: Course, certificate: Course.Certificate)? {
        guard let course else { return nil }
        return course.certificates.values.joined().max { $0.position < $1.position }.map { (course, $0) }
    }
}
