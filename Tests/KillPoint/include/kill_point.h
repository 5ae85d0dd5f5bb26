#ifndef KILL_POINT_H
#define KILL_POINT_H

// The environment variable that names the point, as `SYNCS.WRITES`.
#define KILL_POINT_VARIABLE "DOCKET_KILL_POINT"
// The one that names the step.
#define KILL_STEP_VARIABLE "DOCKET_KILL_STEP"

#endif
