package dev.sudosafe.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.cluster.Inventory;
import dev.sudosafe.dryrun.Judgement;
import dev.sudosafe.dryrun.Outcome;
import dev.sudosafe.engine.Reviewer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Judges every pod that runs, and every workload that would make pods, by two sets of profiles: those in force and
/// those that may be.
///
/// @param kinds what is looked at
/// @param today the profiles in force
/// @param then what may be installed; for running pods with today's ones as the generation before
public record Survey(Inventory inventory, List<Inventory.Kind> kinds, List<Reviewer> today, List<Reviewer> then) {

    /// The pods that run, by today's profiles alone.
    public static Survey ofPods(Inventory inventory, List<Reviewer> today) {
        return new Survey(inventory, List.of(Inventory.Kind.POD), today, today);
    }

    /// Controllers whose templates are judged themselves.
    private static final Set<String> JUDGED_OWNERS =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob");

    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    /// Who is told.
    public interface Listener {

        /// An object that some profile selects, now or then.
        ///
        /// @param object as it is in the cluster
        void judged(ObjectNode object, Comparison comparison);

        /// Another object was looked at.
        ///
        /// @param objects how many there were so far
        void progress(int objects);

        /// Whether nobody wants to know any more.
        boolean isGone();
    }

    /// Reads the whole cluster once.
    public void tell(Listener listener) throws Inventory.UnreadableException {
        Map<String, Map<String, String>> namespaces = inventory.namespaces();
        Rules now = new Rules(today, namespaces);
        Rules later = new Rules(then, namespaces);
        int[] objects = new int[1];
        for (Inventory.Kind kind : kinds) {
            inventory.each(kind, object -> {
                if (isOfInterest(object)) {
                    compare(object, now, later, listener);
                }
                listener.progress(++objects[0]);
                return !listener.isGone();
            });
        }
    }

    private void compare(ObjectNode object, Rules now, Rules later, Listener listener) {
        Outcome before = now.judge(object);
        Outcome after = today.equals(then) ? before : later.judge(object);
        if (isSelected(before) || isSelected(after)) {
            listener.judged(object, new Comparison(before, after));
        }
    }

    private static boolean isSelected(Outcome outcome) {
        return !(outcome.judgement() instanceof Judgement.Skipped);
    }

    private static boolean isOfInterest(ObjectNode object) {
        return object.path("kind").asText().equals("Pod")
                ? !ENDED.contains(object.at("/status/phase").asText())
                : object.at("/metadata/ownerReferences").valueStream().noneMatch(Survey::isJudged);
    }

    private static boolean isJudged(JsonNode owner) {
        return owner.path("controller").asBoolean()
                && JUDGED_OWNERS.contains(owner.path("kind").asText());
    }
}
