package dev.sudosafe.cli;

/// An object and what is said of it: one line of the text report, one element of the JSON one.
record Outcome(Origin origin, Judgement judgement) {}
