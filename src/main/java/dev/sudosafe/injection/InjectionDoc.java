package dev.sudosafe.injection;

import java.util.List;

/// What people are told of an injection: the source of its page.
///
/// @param id lower-case words joined by dashes; names its page
/// @param title a noun phrase for what is injected
/// @param fields the fields that it sets
/// @param when in which pods it sets them
/// @param why what they are needed for
public record InjectionDoc(String id, String title, List<String> fields, String when, String why) {}
