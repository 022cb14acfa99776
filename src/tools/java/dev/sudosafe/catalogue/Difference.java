package dev.sudosafe.catalogue;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.List;
import java.util.stream.Collectors;

/// What leads from one text to another.
record Difference(List<String> before, List<String> after) {

    /// Texts of up to this many lines are shown as a whole.
    private static final int SHORT = 60;

    private static final int CONTEXT = 5;

    static Difference of(String before, String after) {
        return new Difference(before.lines().toList(), after.lines().toList());
    }

    /// How many lines are removed or added.
    int size() {
        return deltas().stream()
                .mapToInt(delta -> delta.getSource().size() + delta.getTarget().size())
                .sum();
    }

    boolean removes() {
        return deltas().stream().anyMatch(delta -> delta.getSource().size() > 0);
    }

    boolean adds() {
        return deltas().stream().anyMatch(delta -> delta.getTarget().size() > 0);
    }

    /// The lines with `+`, `-` or a blank before each, and `...` where some are left out.
    String text() {
        int context = Math.max(before.size(), after.size()) <= SHORT ? SHORT : CONTEXT;
        return UnifiedDiffUtils.generateUnifiedDiff("", "", before, DiffUtils.diff(before, after), context).stream()
                .skip(2)
                .map(line -> line.startsWith("@@") ? " ..." : line)
                .skip(context == SHORT ? 1 : 0)
                .collect(Collectors.joining("\n"));
    }

    private List<AbstractDelta<String>> deltas() {
        return DiffUtils.diff(before, after).getDeltas();
    }
}
