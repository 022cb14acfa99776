package dev.sudosafe.cli;

import dev.sudosafe.dryrun.JUnitReport;
import dev.sudosafe.dryrun.JsonReport;
import dev.sudosafe.dryrun.Outcome;
import dev.sudosafe.dryrun.SarifReport;
import dev.sudosafe.dryrun.TextReport;
import java.util.List;

/// How outcomes are printed; named as the option names them.
enum OutputFormat {
    text,
    json,
    sarif,
    junit;

    String render(List<Outcome> outcomes, Terminal terminal) {
        return switch (this) {
            case text -> new TextReport(terminal.palette()).render(outcomes);
            case json -> JsonReport.render(outcomes);
            case sarif -> new SarifReport(SudosafeCommand.Version.number()).render(outcomes);
            case junit -> JUnitReport.render(outcomes);
        };
    }
}
