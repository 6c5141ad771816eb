"""The cart's hard points in metres. Y up, front +Z, driver's left +X, standing on y = 0. Shared by every part."""

LENGTH, WIDTH, HEIGHT = 2.40, 1.20, 1.80
NOSE_Z, TAIL_Z = 1.20, -1.20

# Running gear: 18 × 8.5-8 tyres seen on two-seaters.
TYRE_RADIUS, TYRE_WIDTH = 0.228, 0.205
RIM_RADIUS = 0.128
FRONT_AXLE_Z, REAR_AXLE_Z = 0.795, -0.855
FRONT_TRACK_HALF, REAR_TRACK_HALF = 0.470, 0.490
WHEEL_WELL_RADIUS = 0.275

# Tub and cowl.
SILL_Y, FLOOR_Y = 0.245, 0.300
BODY_HALF_WIDTH = 0.590
COWL_TOP_Y, FIREWALL_Z = 0.905, 0.560
DASH_Y, DASH_Z = 0.930, 0.545

# Seating.
SEAT_BASE_FRONT_Z, SEAT_BASE_REAR_Z = -0.020, -0.560
SEAT_DECK_Y, SEAT_CUSHION_TOP_Y = 0.585, 0.715
SEAT_HALF_WIDTH = 0.520
SEAT_BACK_BOTTOM = (0.735, -0.490)
SEAT_BACK_TOP = (1.160, -0.600)
"""(y, z) of the front face of the back rest."""

# Steering: the driver sits on the left, +X.
DRIVER_X, PASSENGER_X = 0.265, -0.265
STEERING_CENTER, STEERING_RADIUS, STEERING_TILT_DEG = (0.265, 1.005, 0.275), 0.175, 32.0

# Canopy.
ROOF_UNDERSIDE_Y = 1.715
ROOF_HALF_WIDTH = 0.555
ROOF_FRONT_Z, ROOF_SHORT_REAR_Z, ROOF_LONG_REAR_Z = 0.560, -0.900, -1.190
FRONT_STRUT_FOOT, FRONT_STRUT_HEAD = (0.490, 0.790, 0.655), (0.480, 1.738, 0.430)
REAR_STRUT_FOOT, REAR_STRUT_HEAD = (0.508, 0.640, -0.660), (0.490, 1.738, -0.780)
"""(x, y, z) on the left; mirrored on the right."""

# Rear deck carrying the bag rack or the rear seat.
REAR_DECK_Y, REAR_DECK_FRONT_Z, REAR_DECK_REAR_Z = 0.745, -0.640, -1.110
