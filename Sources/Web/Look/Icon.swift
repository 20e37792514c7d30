// SPDX-License-Identifier: MPL-2.0
import HTML

/// The icons of the product, drawn by us on a grid of 16 with a stroke of 1.6. They take the colour of the text beside
/// them. An icon never stands for a word: it stands beside one, and is hidden from screen readers.
enum Icon: CaseIterable, Sendable {
    case document, hierarchy, task, check, clock, warning, shield, people, person, unit, key, calendar, search, menu
    case arrow, back, external, download, upload, history, lock, decision, plus, edit, copy

    /// The icon at 16 × 16 pixels.
    var html: HTML {
        """
        <svg class="icon" width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" \
        stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">\(shape)</svg>
        """
    }

    private var shape: HTML {
        switch self {
        case .document: #"<path d="M3.5 1.8h5.7l3.3 3.3v9.1h-9zM9 2v3.4h3.3M6 8.5h4M6 11.2h4"/>"#
        case .hierarchy:
            """
            <path d="M5.8 1.8h4.4v3.4H5.8zM1.8 10.8h4.4v3.4H1.8zM9.8 10.8h4.4v3.4H9.8zM4 10.8V8h8v2.8\
            M8 8V5.2"/>
            """
        case .task: #"<path d="M2.2 2.2h11.6v11.6H2.2zM5 8.2l2.1 2.1L11.2 6"/>"#
        case .check: #"<path d="m2.8 8.6 3.5 3.5 6.9-7.6"/>"#
        case .clock: #"<circle cx="8" cy="8" r="6.2"/><path d="M8 4.5V8l2.4 1.8"/>"#
        case .warning: #"<path d="M8 2 14.4 13.5H1.6zM8 6.3v3.2M8 11.7v.1"/>"#
        case .shield: #"<path d="M2.8 2.3h10.4v5.2c0 3.6-2.3 5.7-5.2 6.8-2.9-1.1-5.2-3.2-5.2-6.8zM5.5 6h5M5.5 9h5"/>"#
        case .people:
            """
            <circle cx="6" cy="5.2" r="2.7"/><path d="M1.4 13.8c.4-2.8 2.1-4.3 4.6-4.3s4.2 1.5 4.6 4.3\
            M10.8 2.8a2.6 2.6 0 0 1 0 4.9M12.3 10c1.3.6 2.1 1.9 2.4 3.8"/>
            """
        case .person: #"<circle cx="8" cy="5" r="3"/><path d="M2.6 14.2c.4-3.2 2.4-4.9 5.4-4.9s5 1.7 5.4 4.9"/>"#
        case .unit:
            """
            <path d="M2.5 14.2V4.5L8 1.8l5.5 2.7v9.7M1.5 14.2h13M6.3 14v-3h3.4v3M5.5 6.5h.1M8 6.5h.1\
            M10.5 6.5h.1"/>
            """
        case .key: #"<circle cx="5" cy="11" r="3.2"/><path d="m7.4 8.6 6-6M11 5l2.2 2.2M9.2 6.8l1.5 1.5"/>"#
        case .calendar: #"<path d="M2 3.3h12v10.9H2zM2 6.8h12M5.2 1.6v3M10.8 1.6v3"/>"#
        case .search: #"<circle cx="7" cy="7" r="4.75"/><path d="m10.5 10.5 4 4"/>"#
        case .menu: #"<path d="M2 4h12M2 8h12M2 12h12"/>"#
        case .arrow: #"<path d="M2.5 8h10.8M9 3.7 13.3 8 9 12.3"/>"#
        case .back: #"<path d="M13.5 8H2.7M7 3.7 2.7 8 7 12.3"/>"#
        case .external: #"<path d="M6.5 3H2.8v10.2H13V9.5M9.3 2.5h4.2v4.2M13.3 2.7 7.5 8.5"/>"#
        case .download: #"<path d="M8 1.8v8.4M4.4 6.8 8 10.4l3.6-3.6M2 13.8h12"/>"#
        case .upload: #"<path d="M8 10.4V2M4.4 5.4 8 1.8l3.6 3.6M2 13.8h12"/>"#
        case .history: #"<path d="M2.2 8a5.9 5.9 0 1 0 1.9-4.3L2.2 5.4M2.2 1.9v3.5h3.5M8 4.8V8l2.3 1.6"/>"#
        case .lock: #"<path d="M3 7.2h10v7H3zM5 7V4.8a3 3 0 0 1 6 0V7M8 10v1.6"/>"#
        case .decision: #"<path d="M8 1.8v12.4M4.8 14.2h6.4M2 4.3h12M3.8 4.5l-2.3 5h4.6zM12.2 4.5l-2.3 5h4.6z"/>"#
        case .plus: #"<path d="M8 2.5v11M2.5 8h11"/>"#
        case .edit: #"<path d="m2.2 13.8.7-3.3 7.9-7.9 2.6 2.6-7.9 7.9zM9.2 4.2l2.6 2.6"/>"#
        case .copy: #"<path d="M5.5 5.5h8.7v8.7H5.5zM3.3 10.5H1.8V1.8h8.7v1.5"/>"#
        }
    }

    /// The sign of the product: a shield whose bars read as the section of a dike.
    static let brand: HTML = """
        <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">\
        <path fill="currentColor" d="M3 3h20v9.5c0 5.7-4 9.4-10 11.5C7 21.9 3 18.2 3 12.5z"/>\
        <path fill="none" class="mk" stroke-width="2" d="M6.5 9.5h13M6.5 13.5h13M8.5 17.5h9"/></svg>
        """
}
