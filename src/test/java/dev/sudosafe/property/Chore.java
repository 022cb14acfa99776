package dev.sudosafe.property;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sudosafe.profile.LabelSelector;
import java.util.List;

/// What controllers, kubelets and administrators must always be able to do to a running pod.
enum Chore {
    LOSE_ITS_FINALIZERS {
        @Override
        void change(ObjectNode pod, LabelSelector selector) {
            metadata(pod).remove("finalizers");
        }
    },

    LOSE_ITS_OWNER {
        @Override
        void change(ObjectNode pod, LabelSelector selector) {
            metadata(pod).remove("ownerReferences");
        }
    },

    GET_A_LABEL_THAT_SELECTS_NOTHING {
        @Override
        void change(ObjectNode pod, LabelSelector selector) {
            object(metadata(pod), "labels").put("example.com/chore", "done");
        }
    },

    LOSE_THE_LABELS_THAT_SELECT_NOTHING {
        @Override
        void change(ObjectNode pod, LabelSelector selector) {
            object(metadata(pod), "labels").retain(selector.keys().toList());
        }
    },

    GET_AN_ANNOTATION {
        @Override
        void change(ObjectNode pod, LabelSelector selector) {
            object(metadata(pod), "annotations").put("example.com/chore", "done");
        }
    },

    BE_RESIZED_DOWNWARDS {
        @Override
        void change(ObjectNode pod, LabelSelector selector) {
            List.of("initContainers", "containers")
                    .forEach(kind -> pod.path("spec").path(kind).forEach(Chore::shrink));
        }
    },

    LOSE_ITS_SCHEDULING_GATES {
        @Override
        void change(ObjectNode pod, LabelSelector selector) {
            ((ObjectNode) pod.get("spec")).remove("schedulingGates");
        }
    },

    END_SOONER {
        @Override
        void change(ObjectNode pod, LabelSelector selector) {
            ((ObjectNode) pod.get("spec")).put("activeDeadlineSeconds", 1).put("terminationGracePeriodSeconds", 1);
        }
    };

    abstract void change(ObjectNode pod, LabelSelector selector);

    /// The pod afterwards.
    ///
    /// @param selector of the profile in force
    ObjectNode done(ObjectNode running, LabelSelector selector) {
        ObjectNode after = running.deepCopy();
        change(after, selector);
        return after;
    }

    private static void shrink(JsonNode container) {
        ObjectNode resources = object((ObjectNode) container, "resources");
        object(resources, "requests").put("cpu", "1m").put("memory", "1Mi");
        object(resources, "limits").put("cpu", "2m").put("memory", "2Mi");
    }

    private static ObjectNode metadata(ObjectNode pod) {
        return (ObjectNode) pod.get("metadata");
    }

    private static ObjectNode object(ObjectNode parent, String name) {
        return parent.path(name) instanceof ObjectNode present ? present : parent.putObject(name);
    }
}
