package dev.sudosafe.cli;

/// How a command prints that is read by people or by programs of one's own; named as the option names them.
enum TextOrJson {
    text,
    json
}
